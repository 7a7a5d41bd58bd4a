import { bytesOf, fileOf } from "../text/bytesOf";
import { refuseInput } from "../text/InputError";
import { isObject } from "../text/isObject";

/** Properties in which outputs of our steps have their list; the first that exists counts. */
const ownListNames = ["records", "results", "items"] as const;
/** Properties in which other services have theirs: OData has value, Sheets has values, many have data or rows. */
const otherListNames = ["value", "values", "data", "rows"] as const;
/** Properties with the address or the mark of a next page: OData in its versions, Salesforce, and others. */
const nextNames = [
  "@odata.nextLink",
  "odata.nextLink",
  "__next",
  "nextRecordsUrl",
  "nextLink",
  "nextPageToken",
  "next",
] as const;

/** A list, and what it was found in: undefined for a list by itself. */
export interface FoundList {
  list: unknown;
  within?: Readonly<Record<string, unknown>>;
}

/** True for an object that is neither a list nor a file's bytes. */
export const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isObject(value) && !bytesOf(value);

/**
 * The list itself, or the list in an earlier step's output.
 * @param named - the label of the input
 * @throws InputError that names two lists, where either may be meant; and for a table given by columns.
 */
export const findList = (value: unknown, named: string): FoundList => {
  if (!isFields(value) || fileOf(value)) return { list: value };
  const own = ownListNames.find((name) => Array.isArray(value[name]));
  if (own !== undefined) return { list: value[own], within: value };
  const [name, ...rivals] = otherListNames.filter((candidate) => Array.isArray(value[candidate]));
  if (rivals.length > 0)
    refuseInput(named, `there are lists in ${[name, ...rivals].join(" and ")}.`, "Reference one of them.");
  if (name === "values" && value["majorDimension"] === "COLUMNS")
    refuseInput(named, "the lists in values are columns.", "Get them with majorDimension ROWS.");
  if (name !== undefined) return { list: value[name], within: value };
  // A step's whole output has its data under data, and OData of version 2 under d.
  const inner = [value.data, value.d].find(isFields);
  return inner ? findList(inner, named) : { list: value };
};

/** Returns the list itself, or the list in an earlier step's output, as `findList` does. */
export const listOf = (value: unknown, named: string): unknown => findList(value, named).list;

/** The notice on a list that is one page of several; none for any other. */
export const pageNotice = ({ within = {} }: FoundList): string[] => {
  const next = nextNames.find((name) => typeof within[name] === "string" && within[name] !== "");
  const sign = next ?? (within["done"] === false ? "done" : undefined);
  return sign === undefined
    ? []
    : [`this is one page of a longer list (${sign}). Get the other pages in a step before this one.`];
};

const isMark = (name: string, value: unknown): boolean => {
  if (/(^|@)odata\./.test(name) || name === "__metadata") return true;
  return name === "attributes" && isFields(value) && typeof value["type"] === "string" && "url" in value;
};

/** A record of a service's page without what OData and Salesforce say about it. */
export const withoutMarks = <Fields extends object>(record: Fields): Fields => {
  const entries = Object.entries(record);
  const kept = entries.filter(([name, value]) => !isMark(name, value));
  return kept.length === entries.length ? record : (Object.fromEntries(kept) as Fields);
};
