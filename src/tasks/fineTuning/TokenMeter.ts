import type { CountTokens } from "../../text/tokens";

/** Characters that are counted one by one: some seconds of work. */
const exactCharacters = 4_000_000;
/** Behind them, every so many rows are counted, and the others estimated by all that were. */
const countedEvery = 100;
/** Tokens of a character where nothing was counted yet, as in English text. */
const usualShare = 0.25;

/** The tokens of a row's texts. */
interface Measured {
  tokens: number[];
  isEstimate: boolean;
}

/**
 * Counts the tokens of many texts: exactly until it would take too long, then by what the counted ones have. As many
 * characters again are for some of the rows behind, and for those that may be too long.
 */
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
   * @param mostTokens - a row that may have more is counted exactly, as long as there is time
   */
  async measure(texts: readonly string[], mostTokens: number): Promise<Measured> {
    const characters = texts.reduce((sum, text) => sum + text.length, 0);
    this.row += 1;
    const after = this.counted.characters + characters;
    if (after <= this.exact || (after <= 2 * this.exact && this.isWanted(texts, characters, mostTokens)))
      return { tokens: await this.exactly(texts, characters), isEstimate: false };
    this.isEstimate = true;
    const { counted } = this;
    const share = counted.tokens === 0 ? usualShare : counted.tokens / counted.characters;
    const tokens = texts.map((text) => Math.min(Buffer.byteLength(text), Math.ceil(text.length * share)));
    return { tokens, isEstimate: true };
  }

  private isWanted(texts: readonly string[], characters: number, mostTokens: number): boolean {
    if (this.row % countedEvery === 0) return true;
    // A token has one byte of UTF-8 at least, and a unit of a string three bytes at most.
    return 3 * characters > mostTokens && bytesOf(texts) > mostTokens;
  }

  private async exactly(texts: readonly string[], characters: number): Promise<number[]> {
    const tokens: number[] = [];
    for (const text of texts) tokens.push(await this.count(text));
    this.counted.characters += characters;
    this.counted.tokens += tokens.reduce((sum, one) => sum + one, 0);
    return tokens;
  }
}

const bytesOf = (texts: readonly string[]): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
