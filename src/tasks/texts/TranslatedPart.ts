import type { FallbackReport } from "../../client/fallback/fallback";
import { checkLine } from "../../text/translation/checkLine";
import type { TextLine } from "../../text/translation/TranslatedText";
import { readTranslation } from "../../text/translation/translationRequest";

/** What is wrong with the translation of a line. */
export interface LineProblem {
  problem: string;
  missing: string[];
}

/** The lines of one request, and what of them is translated. Kept while the request waits for the quota. */
export class TranslatedPart {
  readonly translations = new Map<number, string>();
  readonly problems = new Map<number, LineProblem>();
  /** The language that the model found. */
  sourceLanguage: string | undefined;
  /** Which deployment gave the latest answer, where there are several. */
  fallback: FallbackReport | undefined;

  /**
   * @param place - place of the text among the step's texts, from 0
   * @param lines - the lines to translate
   */
  constructor(
    readonly place: number,
    readonly lines: readonly TextLine[],
  ) {}

  /** The lines without a translation. */
  get open(): TextLine[] {
    return this.lines.filter(({ id }) => !this.translations.has(id));
  }

  /** Takes an answer in its form for some of the lines. */
  take(asked: readonly TextLine[], answer: unknown): void {
    const { sourceLanguage, texts } = readTranslation(answer);
    this.sourceLanguage ??= sourceLanguage || undefined;
    for (const line of asked) {
      const checked = checkLine(line, texts.get(line.id));
      if ("translation" in checked) this.translations.set(line.id, checked.translation);
      else this.problems.set(line.id, checked);
    }
  }
}
