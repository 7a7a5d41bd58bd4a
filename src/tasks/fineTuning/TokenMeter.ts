import type { CountTokens } from "../../text/tokens";

/** Characters that are counted one by one: some seconds of work. */
const exactCharacters = 4_000_000;
/** Behind them, every so many rows are counted, and the others estimated by all that were. */
const countedEvery = 100;

/** Counts the tokens of many texts: exactly until it would take too long, then by what the counted ones have. */
export class TokenMeter {
  /** True once a text was estimated. */
  isEstimate = false;
  private readonly counted = { characters: 0, tokens: 0 };
  private row = 0;

  constructor(
    private readonly count: CountTokens,
    private readonly exact = exactCharacters,
  ) {}

  /**
   * The tokens of a row's texts.
   * @param mostTokens - a row that may have more is counted exactly
   */
  async measure(texts: readonly string[], mostTokens: number): Promise<number[]> {
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    this.row += 1;
    const { counted } = this;
    const isSample = this.row % countedEvery === 0 || counted.characters + characters <= this.exact;
    // A token has one byte of UTF-8 at least, and a unit of a string three bytes at most.
    const mayBeLong = 3 * characters > mostTokens;
    if (!isSample && !(mayBeLong && bytesOf(texts) > mostTokens)) {
      this.isEstimate = true;
      const share = counted.tokens / Math.max(1, counted.characters);
      return texts.map((text) => Math.ceil(text.length * share));
    }
    const tokens: number[] = [];
    for (const text of texts) tokens.push(await this.count(text));
    counted.characters += characters;
    counted.tokens += tokens.reduce((sum, one) => sum + one, 0);
    return tokens;
  }
}

const bytesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
