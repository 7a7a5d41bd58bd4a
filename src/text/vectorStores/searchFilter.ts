import { refuseInput } from "../InputError";
import { fieldsOf, type JsonObject } from "../isObject";
import { readAttributes } from "./attributes";

/** A condition on one attribute, or several joined, in the services' form. */
type SearchFilter = JsonObject;

const label = "Filters (JSON)";
const example = 'An example is {"type": "gte", "key": "year", "value": 2024}.';
const joining = new Set(["and", "or"]);
const mostLevels = 20;

const isServiceForm = ({ type, key, filters }: JsonObject): boolean =>
  typeof type === "string" && (Array.isArray(filters) || typeof key === "string");

/** Checks a filter in the services' form; how attributes are compared is left to the service. */
const checkFilter = (filter: unknown, place: string, level = 0): void => {
  const { type, key, value, filters } = fieldsOf(filter);
  if (level > mostLevels) refuseInput(label, "the filters are nested too deep.");
  if (Array.isArray(filters)) {
    if (!joining.has(String(type)))
      refuseInput(label, `${place} joins filters by another type than and, or.`);
    if (filters.length === 0) refuseInput(label, `${place} joins no filters.`);
    for (const [index, one] of filters.entries()) checkFilter(one, `filter ${index + 1}`, level + 1);
  } else if (typeof type !== "string" || typeof key !== "string" || (value ?? undefined) === undefined)
    refuseInput(label, `${place} lacks a type, a key or a value.`, example);
};

/**
 * The filter of a search: an object of attributes, which all have to be equal, or a filter in the services' form.
 * @throws InputError with the label for anything else.
 */
export const searchFilter = (given: JsonObject): SearchFilter | undefined => {
  if (isServiceForm(given)) {
    checkFilter(given, "the filter");
    return given;
  }
  const filters = Object.entries(readAttributes(label, given)).map(([key, value]) => ({
    type: "eq",
    key,
    value,
  }));
  return filters.length > 1 ? { type: "and", filters } : filters[0];
};
