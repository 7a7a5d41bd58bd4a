import { refuseInput } from "../InputError";
import { isObject } from "../isObject";

/** What a file in a vector store is found by. */
export type Attributes = Record<string, string | number | boolean>;

/** The services' limits (both OpenAPI files). */
const mostAttributes = 16;
const longestName = 64;
const longestValue = 512;

const mend = "Enter texts, numbers, true or false.";

const checked = (label: string, name: string, value: unknown): string | number | boolean => {
  if (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  const shown = name.slice(0, longestName);
  if (typeof value !== "string") return refuseInput(label, `${shown} is no plain value.`, mend);
  return value.length <= longestValue
    ? value.toWellFormed()
    : refuseInput(
        label,
        `${shown} has ${value.length} characters.`,
        `A vector store takes ${longestValue} at most.`,
      );
};

/**
 * Reads the attributes of a file. Numbers stay numbers, since a filter compares no text with a number; what is null is
 * left out.
 * @throws InputError with the label for what the services don't take.
 */
export const readAttributes = (label: string, value: unknown): Attributes => {
  if (value === undefined || value === null || value === "") return {};
  if (!isObject(value)) return refuseInput(label, "the attributes are no object.", mend);
  const entries = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
  if (entries.length > mostAttributes)
    refuseInput(
      label,
      `there are ${entries.length} attributes.`,
      `A file of a vector store has ${mostAttributes} at most.`,
    );
  const long = entries.find(([name]) => name === "" || name.length > longestName);
  if (long)
    refuseInput(
      label,
      `the name ${long[0].slice(0, 20)}… has ${long[0].length} characters.`,
      `Enter names of 1 to ${longestName}.`,
    );
  return Object.fromEntries(entries.map(([name, entry]) => [name, checked(label, name, entry)]));
};
