import { AzureOpenAIError } from "../../client/errors/errors";
import type { FallbackReport } from "../../client/fallback/fallback";
import type { PacedResult } from "../../pacing/pacedOptions";
import { createTurns, type NextTurn } from "../../pacing/turns";
import { splitText } from "../../text/splitText";
import { loadTokenCounter } from "../../text/tokens";
import { type TextLine, TranslatedText } from "../../text/translation/TranslatedText";
import { type LineProblem, TranslatedPart } from "./TranslatedPart";
import { type TranslationRun, translateParts } from "./translateParts";

/** A line that is as it was. */
interface UntranslatedLine extends LineProblem {
  start: number;
  end: number;
  text: string;
}

/** The translation of one text. */
export interface Translation {
  /** The text in the other language; lines that failed are as they were. */
  text: string;
  /** The language that the model found; undefined where nothing was sent. */
  sourceLanguage: string | undefined;
  /** Lines with words, and those of them that are translated. */
  lines: number;
  translated: number;
  /** Share of the characters of these lines that is translated, from 0 to 1. */
  share: number;
  failed: UntranslatedLine[];
  /** Which deployment answered for the last part, where there are several. */
  fallback?: FallbackReport | undefined;
  /** Why lines are as they were; undefined for a whole translation. */
  error?: unknown;
}

/** The translations of a step's texts. */
export interface Translations {
  /** In the order of the texts; undefined for a text of which nothing was tried. */
  translations: Array<Translation | undefined>;
  /** Why texts or parts were not done, and when to try again; null when all were. */
  warning: string | null;
}

/** A text with its lines, part by part. */
interface Plan {
  text: TranslatedText;
  parts: TranslatedPart[];
}

/** The places where the parts of a text end. */
const endsOf = async (text: string, tokensPerRequest: number, nextTurn: NextTurn): Promise<number[]> => {
  // A token has at least one byte.
  if (Buffer.byteLength(text) <= tokensPerRequest) return [text.length];
  const parts = await splitText(text, tokensPerRequest, await loadTokenCounter(nextTurn));
  return parts.map(({ end }) => end);
};

const planOf = async (
  given: string,
  place: number,
  terms: readonly string[],
  tokensPerRequest: number,
  nextTurn: NextTurn,
): Promise<Plan> => {
  const text = new TranslatedText(given, terms);
  const lines = text.linesOf(text.movedEnds(await endsOf(given, tokensPerRequest, nextTurn)));
  return {
    text,
    parts: lines.filter((some) => some.length > 0).map((some) => new TranslatedPart(place, some)),
  };
};

type Ended = PacedResult<void> | undefined;

const noTime: LineProblem = { problem: "There was no time left for it.", missing: [] };

const charactersOf = (lines: readonly TextLine[]): number =>
  lines.reduce((sum, { start, end }) => sum + end - start, 0);

const problemOf = (part: TranslatedPart, line: TextLine, ended: Ended): LineProblem => {
  const problem = part.problems.get(line.id);
  if (ended?.status !== "failed") return problem ?? noTime;
  return problem ?? { problem: (ended.error as Error).message, missing: [] };
};

const untranslated = (action: string, failed: readonly UntranslatedLine[], lines: number): AzureOpenAIError =>
  new AzureOpenAIError(
    {
      what: `${action} left lines as they were: ${failed.length} of ${lines}. The first: ${failed[0]?.problem}`,
    },
    { kind: "unexpectedResponse", status: 200, attempts: 1 },
  );

const translationOf = (action: string, { text, parts }: Plan, ended: readonly Ended[]): Translation => {
  const lines = parts.flatMap((part) => part.lines);
  const done = new Map(parts.flatMap(({ translations }) => [...translations]));
  const failed = parts.flatMap((part, place) =>
    part.open.map((line) => ({
      start: line.start,
      end: line.end,
      text: text.text.slice(line.start, line.end),
      ...problemOf(part, line, ended[place]),
    })),
  );
  const thrown = ended.find((one) => one?.status === "failed");
  const all = charactersOf(lines);
  return {
    text: text.with(lines, done),
    sourceLanguage: parts.find(({ sourceLanguage }) => sourceLanguage !== undefined)?.sourceLanguage,
    lines: lines.length,
    translated: done.size,
    share: all === 0 ? 1 : charactersOf(lines.filter(({ id }) => done.has(id))) / all,
    failed,
    fallback: parts.findLast(({ fallback }) => fallback !== undefined)?.fallback,
    ...(failed.length > 0 && {
      error: thrown?.status === "failed" ? thrown.error : untranslated(action, failed, lines.length),
    }),
  };
};

/**
 * Translates texts of any length, line by line in requests of many lines. What has no words is not sent, and what
 * can't be translated stays as it was.
 * @throws what `runPacedCalls` throws.
 */
export const translateTexts = async (
  texts: readonly string[],
  { terms, tokensPerRequest }: { terms: readonly string[]; tokensPerRequest: number },
  run: TranslationRun,
): Promise<Translations> => {
  const { client } = run;
  const nextTurn = createTurns(client);
  const plans: Plan[] = [];
  for (const [place, text] of texts.entries()) {
    await nextTurn();
    plans.push(await planOf(text, place, terms, tokensPerRequest, nextTurn));
  }
  const messages = plans.reduce((sum, { text }) => sum + text.messageCount, 0);
  if (messages > 0)
    client.warnings.add(
      `ICU messages with plurals or choices, which stay as they are, words included: ${messages}.`,
    );
  const parts = plans.flatMap((plan) => plan.parts);
  const { results, warning } =
    parts.length === 0 ? { results: [], warning: null } : await translateParts(parts, run);
  const endedOf = new Map(parts.map((part, index) => [part, results[index]]));
  const translations = plans.map((plan) => {
    const ended = plan.parts.map((part) => endedOf.get(part));
    const isTried = plan.parts.length === 0 || ended.some((one) => one !== undefined);
    return isTried ? translationOf(client.action, plan, ended) : undefined;
  });
  return { translations, warning };
};
