import { input } from "@prismatic-io/spectral";
import { isObject, type JsonObject } from "../text/isObject";
import { isEmpty, refuse } from "./cleaners";
import { parseJson } from "./parseJson";

/**
 * Input for a JSON value that has a form; empty is undefined.
 * @param read - gives the value, or calls what refuses it
 */
export const jsonInput = <Value>(
  words: { label: string; comments: string; placeholder: string; example: string },
  read: (value: unknown, refuseIt: () => never) => Value,
) =>
  input({
    type: "code",
    language: "json",
    required: false,
    ...words,
    clean: (value: unknown): Value | undefined => {
      if (isEmpty(value)) return undefined;
      const parsed = parseJson(words.label, value, words.example);
      return read(parsed, () => refuse(words.label, parsed, `Enter, for example, ${words.example}`));
    },
  });

/** Input for a JSON object; empty is undefined. */
export const objectInput = (words: Parameters<typeof jsonInput>[0]) =>
  jsonInput<JsonObject>(words, (value, refuseIt) => (isObject(value) ? value : refuseIt()));
