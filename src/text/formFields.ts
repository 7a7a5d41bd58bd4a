import { isObject } from "./isObject";

const fieldsAt = (name: string, value: unknown): Array<readonly [name: string, value: string]> => {
  if (value === undefined || value === null || value === "") return [];
  if (Array.isArray(value)) return value.flatMap((entry) => fieldsAt(`${name}[]`, entry));
  return isObject(value)
    ? Object.entries(value).flatMap(([key, entry]) => fieldsAt(`${name}[${key}]`, entry))
    : [[name, String(value)]];
};

/** The fields of a form from those of JSON, which has no cycles. What is empty is left out, also where it is null. */
export const formFields = (fields: object): Array<readonly [name: string, value: string]> =>
  Object.entries(fields).flatMap(([name, value]) => fieldsAt(name, value));
