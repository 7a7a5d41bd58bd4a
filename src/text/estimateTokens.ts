/**
 * Characters of a token in English text, about. Pacing begins with this estimate, and the service's counts correct it.
 */
const charactersPerToken = 4;

/** Tokens of an answer whose length is not limited, about. */
const typicalAnswerTokens = 200;

/** Estimates the tokens of a text by its length. */
const estimateTokens = (characters: number): number => Math.ceil(characters / charactersPerToken);

/** Estimates the tokens of a request: its text, and the answer up to its limit. */
export const estimateRequestTokens = (
  characters: number,
  maxOutputTokens: number | null | undefined,
): number => estimateTokens(characters) + (maxOutputTokens ?? typicalAnswerTokens);
