import { problemInJson } from "../client/answer/serviceProblem";
import type { FilterFinding } from "../text/contentFilter/filterReport";
import { isObject } from "../text/isObject";

const mostShown = 600;
const deepest = 4;

/** A problem's sentence, its code where it has one, and what a content filter found where it is its refusal. */
interface StatedProblem {
  message: string;
  code?: string;
  filterFindings?: FilterFinding[];
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > mostShown ? `${line.slice(0, mostShown)}…` : line;
};

const asJson = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch {
    // It is nested too deep for JSON.stringify.
    return "An error in a form that can't be shown.";
  }
};

/** True when a value, or a part of it, is not empty. */
const saysSomething = (value: unknown, depth = 0): boolean => {
  if (typeof value !== "object" || value === null) {
    return value !== undefined && value !== null && value !== "" && value !== false && value !== 0;
  }
  return depth >= deepest || Object.values(value).some((entry) => saysSomething(entry, depth + 1));
};

/**
 * Reads an error in any form: the service's object, a list, a text, a number. Undefined for an empty one, such as
 * `null`, `{}` or `{"code": null, "message": null}`.
 */
export const statedProblem = (error: unknown): StatedProblem | undefined => {
  if (!saysSomething(error)) return undefined;
  if (Array.isArray(error)) return statedProblem(error.find((entry) => saysSomething(entry)));
  if (!isObject(error)) return { message: shortened(String(error)) };
  const inner = isObject(error["error"]) || typeof error["error"] === "string" ? error : { error };
  const { message, code, type, filterFindings } = problemInJson(inner) ?? { message: "" };
  const name = code ?? type;
  // An object of unknown form is shown as JSON.
  const words = message || (name ? `The service says ${name}.` : shortened(asJson(error)));
  return {
    message: words,
    ...(name !== undefined && { code: name }),
    ...(filterFindings && { filterFindings }),
  };
};
