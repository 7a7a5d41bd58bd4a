import { type AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import type { CallLimits } from "./callPlan";

/** Statuses with which a call is refused for what it holds. */
const statuses = new Set<unknown>([400, 413, 422]);

/** Codes and types of services whose calls hold too many tokens. */
const codes = new Set<unknown>(["max_tokens_per_request", "TOO_MANY_TOKENS_IN_BATCH"]);

/** Sentences about calls that hold too much, or one text that is not taken. */
const phrases: readonly RegExp[] = [
  /\btokens per (?:\w{1,20} )?(?:request|batch|call)\b/i,
  /\btoo many (?:tokens|inputs|items|texts)\b/i,
  /\bbatch[ _]?size\b/i,
  /\bmax(?:imum)? (?:number of |allowed )?(?:inputs|items|texts|tokens)\b/i,
  /\b(?:inputs|items|texts|documents|strings)\b.{0,60}\b(?:at most|exceeds?|more than|max(?:imum)?|limit)\b/i,
  /\$\.input\b/i,
];

/** Sentences about the length of one text, and not about all together. */
const aboutOneText = /\b(?:context|input) (?:length|window)\b/i;

const aboutItems = /\b(?:batch[ _]?size|inputs|items|texts|documents|strings|array)\b/i;

const itemLimit =
  /(?:\bthan\b|\bat most\b|\bmax(?:imum)?\b|\blimit\b|\bup to\b|\ballowed\b)[^\d]{0,60}(\d{1,7})/gi;

/** True for a refusal of what a call holds, which its parts may not meet. */
export const isOfContents = (error: unknown): error is AzureOpenAIError => {
  if (!isAzureOpenAIError(error)) return false;
  const { reason, status, code, sentence = "" } = error;
  if (reason === "tooLarge") return true;
  return statuses.has(status) && (codes.has(code) || phrases.some((phrase) => phrase.test(sentence)));
};

/** True for a call that failed since it is too large for the quota, and holds several texts. */
export const isDivisible = (places: readonly number[], error: unknown): boolean =>
  isAzureOpenAIError(error) && error.reason === "tooLarge" && places.length > 1;

/** True for a refusal of a text that is longer than the model reads. */
export const isTooLong = ({ reason, sentence = "", kind }: AzureOpenAIError): boolean =>
  kind !== "rateLimited" && (reason === "tooLarge" || aboutOneText.test(sentence));

/** The two numbers of a sentence such as "Requested 453357 tokens, max 300000 tokens", the smaller one first. */
const twoNumbers = (sentence: string): readonly [limit: number, requested: number] | undefined => {
  const found = [...sentence.matchAll(/\d[\d,]{0,14}/g)]
    .map(([digits]) => Number(digits.replaceAll(",", "")))
    .filter((number) => number >= 100);
  const [limit, requested] = [Math.min(...found), Math.max(...found)];
  return requested > limit ? [limit, requested] : undefined;
};

/** Room for what estimates err. */
const margin = 0.9;

/**
 * What a refusal says of the limits of calls: the number of items, or the estimated tokens by the ratio of what was
 * asked for to what is taken.
 */
export const learnedLimits = (
  { sentence = "" }: AzureOpenAIError,
  { items, tokens }: CallLimits,
): Partial<CallLimits> => {
  if (aboutOneText.test(sentence)) return {};
  if (/\btokens\b/i.test(sentence)) {
    const numbers = twoNumbers(sentence);
    return numbers ? { tokens: Math.floor((tokens * numbers[0] * margin) / numbers[1]) } : {};
  }
  if (!aboutItems.test(sentence)) return {};
  const found = [...sentence.matchAll(itemLimit)].map(([, digits]) => Number(digits));
  const stated = Math.min(...found.filter((number) => number >= 1 && number < items));
  return Number.isFinite(stated) ? { items: stated } : {};
};

/** The share of a text that fits, by the refusal's numbers, else by the estimate of its tokens. */
export const fittingShare = ({ sentence = "" }: AzureOpenAIError, tokens: number): number => {
  const numbers = twoNumbers(sentence);
  if (numbers) return margin * Math.max(0.05, numbers[0] / numbers[1]) + 0.07;
  const [limit = "0"] = /\d[\d,]{2,14}/.exec(sentence) ?? [];
  const share = Number(limit.replaceAll(",", "")) / tokens;
  return share > 0 ? Math.min(0.75, share) : 0.5;
};
