/** About how many characters a token has, in English; pacing starts from it and is corrected by the service. */
const charactersPerToken = 4;

/** About how many tokens an answer has whose length nobody limited. */
const typicalAnswerTokens = 200;

/** About how many tokens a text has, without counting them. */
const estimateTokens = (characters: number): number => Math.ceil(characters / charactersPerToken);

/** About how many tokens a request costs: its text, and the answer up to the limit that was asked for. */
export const estimateRequestTokens = (
  characters: number,
  maxOutputTokens: number | null | undefined,
): number => estimateTokens(characters) + (maxOutputTokens ?? typicalAnswerTokens);
