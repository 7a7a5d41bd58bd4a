import { numberIn } from "../text/answerFields";
import { isObject } from "../text/isObject";
import { statedProblem } from "./statedProblem";

/** A reason why a batch failed as a whole. Errors of single rows are in the error file. */
export interface BatchProblem {
  code: string | null;
  message: string | null;
  /** Line of the input file, from 1. */
  line: number | null;
  param: string | null;
}

const deepest = 4;

const textOf = (value: unknown): string | null =>
  (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : null;

/** Reads the errors of a batch in any form: the service's list object, a list, one object, or a text. */
export const batchProblems = (errors: unknown, depth = 0): BatchProblem[] => {
  if (depth > deepest) return [];
  if (Array.isArray(errors)) return errors.flatMap((entry) => batchProblems(entry, depth + 1));
  if (!isObject(errors)) {
    const message = errors === true ? null : textOf(errors);
    return message === null ? [] : [{ code: null, message, line: null, param: null }];
  }
  const { code, message, line, param } = errors;
  if (textOf(code) !== null || textOf(message) !== null) {
    return [
      { code: textOf(code), message: textOf(message), line: numberIn(line) ?? null, param: textOf(param) },
    ];
  }
  for (const inner of [errors["data"], errors["errors"], errors["error"]]) {
    const problems = batchProblems(inner, depth + 1);
    if (problems.length > 0) return problems;
  }
  const { object: _kind, data: _data, ...rest } = errors;
  const stated = statedProblem(rest);
  return stated
    ? [
        {
          code: stated.code ?? null,
          message: stated.message,
          line: numberIn(line) ?? null,
          param: textOf(param),
        },
      ]
    : [];
};
