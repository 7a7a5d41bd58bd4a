import { listIn } from "../contentFilter/filterFindings";
import type { FilterFinding } from "../contentFilter/filterReport";
import { promptsOf } from "../contentFilter/readAnswerFilter";
import { fieldsOf, isObject } from "../isObject";
import { categoryName } from "./categories";
import { severityIn } from "./readAnalysis";
import {
  addVerdict,
  type CategoryVerdict,
  gapIn,
  type Judgment,
  severityLimit,
  type Thresholds,
} from "./verdict";

const mostCategories = 100;
const who = "The content filter";

/** The filter's words, as Content Safety counts them (Azure's guide to content filtering). */
const severities: Readonly<Record<string, number>> = { safe: 0, low: 2, medium: 4, high: 6 };

const severityOf = (value: unknown): number | null => {
  const word = typeof value === "string" ? value.toLowerCase() : "";
  return Object.hasOwn(severities, word) ? (severities[word] ?? null) : severityIn(value);
};

const verdictOf = (name: string, result: Finding, thresholds: Thresholds): CategoryVerdict | undefined => {
  const { filtered, detected } = result;
  const severity = severityOf(result.severity);
  const isTold = typeof filtered === "boolean" || typeof detected === "boolean" || severity !== null;
  if (!isTold) return undefined;
  const isOver = severity !== null && severity >= severityLimit(thresholds, name);
  return { flagged: filtered === true || detected === true || isOver, score: null, severity };
};

interface Finding {
  filtered?: unknown;
  detected?: unknown;
  severity?: unknown;
}

/** Reads what the content filter says of the prompt of an answered request, in whatever it found nothing as well. */
export const readPromptFilter = (answer: unknown, thresholds: Thresholds): Judgment => {
  const looked = promptsOf(fieldsOf(answer));
  const categories = new Map<string, CategoryVerdict>();
  let didNotRun = false;
  for (const { results } of looked)
    for (const { error, ...found } of listIn(results)) {
      didNotRun ||= isObject(error);
      for (const [own, result] of Object.entries(found).slice(0, mostCategories)) {
        const name = categoryName(own);
        const verdict = verdictOf(name, fieldsOf(result), thresholds);
        if (verdict) addVerdict(categories, name, verdict);
      }
    }
  const gap = didNotRun ? `${who} did not run.` : gapIn(who, categories);
  return { categories, gap, raw: looked.map(({ results }) => results) };
};

/** Reads what the filter found in a prompt that it refused; the other categories are not told. */
export const readRefusedPrompt = (findings: readonly FilterFinding[], thresholds: Thresholds): Judgment => {
  const ofPrompt = findings.filter(({ side }) => side === "prompt");
  const categories = new Map<string, CategoryVerdict>();
  for (const { category, detail, ...finding } of ofPrompt) {
    const name = categoryName(category);
    const verdict = detail === null ? verdictOf(name, finding, thresholds) : undefined;
    if (verdict) addVerdict(categories, name, verdict);
  }
  // Where the answer was stopped and nothing was found in the prompt, that is all that is known.
  const isRefused = findings.length === 0 || ofPrompt.length > 0;
  const gap = isRefused ? null : `${who} stopped the model's answer, and says nothing of what was sent.`;
  return { categories, gap, isRefused, raw: [...findings] };
};
