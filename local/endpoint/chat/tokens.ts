type Tokenizer = Pick<
  typeof import("gpt-tokenizer/encoding/o200k_base"),
  "countTokens" | "encode" | "decode"
>;

let tokenizer: Promise<Tokenizer> | undefined;

/** The tokenizer of the current models, loaded at the first count: its ranks take 150 ms. */
function loadTokenizer(): Promise<Tokenizer> {
  tokenizer ??= import("gpt-tokenizer/encoding/o200k_base");
  return tokenizer;
}

/** Text that names a special token is text like any other. */
const asPlainText = { disallowedSpecial: new Set<string>() };

/** How many tokens the text takes. */
export async function countTokens(text: string): Promise<number> {
  return (await loadTokenizer()).countTokens(text, asPlainText);
}

/** The first tokens of the text, and whether that was all of it. */
export async function cutToTokens(
  text: string,
  limit: number,
): Promise<{ text: string; tokens: number; isCut: boolean }> {
  const { encode, decode } = await loadTokenizer();
  const tokens = encode(text, asPlainText);
  if (tokens.length <= limit) return { text, tokens: tokens.length, isCut: false };
  return { text: decode(tokens.slice(0, limit)), tokens: limit, isCut: true };
}
