import { isDeepStrictEqual } from "node:util";
import { findJsonObjects } from "./findJsonObjects";
import { isObject } from "./isObject";
import { jsonMistake } from "./jsonMistake";
import { parseJsonExactly } from "./parseJsonExactly";
import { behindStrayEnd, behindThoughts } from "./withoutThoughts";

/** The object in an answer, or why it can't be read. */
type ParsedAnswer =
  | {
      /** The object, with integers beyond 2^53 as text. */
      value: unknown;
      /** The object with these integers as numbers, for the check of its form. */
      checked: unknown;
    }
  | { violation: string };

const emptyObject = "{}";

/** Why a text has no JSON object. */
const violationOf = (text: string): string => {
  if (text.trim() === "") return "The answer is empty.";
  const mistake = jsonMistake(text);
  if (mistake !== undefined) return `The answer is not JSON: ${mistake}`;
  return isObject(JSON.parse(text)) ? "The answer is nested too deep." : "The answer is not a JSON object.";
};

const several = "The answer holds several JSON objects that differ: one alone is asked for.";

const objectIn = (text: string): ParsedAnswer => {
  let json: string | undefined;
  let checked: unknown;
  for (const found of findJsonObjects(text)) {
    // Empty braces occur in prose as well.
    if (json === undefined || json === emptyObject) ({ json, value: checked } = found);
    else if (found.json !== emptyObject && !isDeepStrictEqual(found.value, checked))
      return { violation: several };
  }
  if (json === undefined) return { violation: violationOf(text) };
  return { value: parseJsonExactly(json), checked };
};

/** The text of a JSON string; any other text as it is. */
const withoutQuotes = (text: string): string => {
  if (!text.trimStart().startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
};

/**
 * Reads the JSON object of an answer. Models may write thoughts before it, put words, marks, quotes or a code fence
 * around it, or repeat it. Two different objects are a problem.
 */
export const parseAnswer = (text: string): ParsedAnswer => {
  const answer = withoutQuotes(behindThoughts(text));
  const parsed = objectIn(answer);
  if (!("violation" in parsed) || parsed.violation !== several) return parsed;
  const rest = behindStrayEnd(answer);
  return rest === answer ? parsed : objectIn(rest);
};
