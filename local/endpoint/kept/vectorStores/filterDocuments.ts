import { isRecord } from "../../server/answer";

type Attributes = Readonly<Record<string, unknown>>;
type Compare = (own: unknown, value: unknown) => boolean;

/** Only values of the same type are compared. */
const ordered =
  (isFit: (own: number | string, value: number | string) => boolean): Compare =>
  (own, value) =>
    typeof own === typeof value &&
    (typeof own === "number" || typeof own === "string") &&
    isFit(own, value as typeof own);

const comparisons: Readonly<Record<string, Compare>> = {
  eq: (own, value) => own === value,
  ne: (own, value) => own !== value,
  gt: ordered((own, value) => own > value),
  gte: ordered((own, value) => own >= value),
  lt: ordered((own, value) => own < value),
  lte: ordered((own, value) => own <= value),
};

/** The type of a filter that the service does not know, at any level; undefined for a sound one. */
export const unknownFilterType = (filter: unknown): string | undefined => {
  if (!isRecord(filter)) return "none";
  const { type, filters } = filter;
  if (type === "and" || type === "or")
    return Array.isArray(filters)
      ? filters.map(unknownFilterType).find((found) => found !== undefined)
      : "none";
  return typeof type === "string" && comparisons[type] ? undefined : String(type);
};

/** True for attributes that a sound filter lets pass. */
export const passesFilter = (attributes: Attributes, filter: unknown): boolean => {
  if (!isRecord(filter)) return true;
  const { type, key, value, filters } = filter;
  const inner = Array.isArray(filters) ? filters : [];
  if (type === "and") return inner.every((one) => passesFilter(attributes, one));
  if (type === "or") return inner.some((one) => passesFilter(attributes, one));
  return comparisons[String(type)]?.(attributes[String(key)], value) === true;
};
