import { isRecord } from "../../../platform/isRecord";
import type { BulkFailure, BulkResult } from "../../wire/bulk";

/** Places of each kind of failure that are told. */
const mostPlaces = 100;
const mostKinds = 50;
/** The longest message that is told, in characters. */
const mostCharacters = 2_000;
/** Names of counts that are told; a result of this component has seven at most. */
const mostCounts = 20;

const cut = (text: string): string =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters)} …`;

/** What failures are told apart by: the kind, and the status or code where there is one. */
const kindOf = ({ kind, status, code }: Record<string, unknown>): string => {
  const parts = [kind, code ?? status].filter((part) => typeof part === "string" || typeof part === "number");
  return parts.length > 0 ? parts.map(String).join(" · ").slice(0, 100) : "without a kind";
};

/** The failed items of a result by kind, the most frequent first. */
const failuresIn = (value: Record<string, unknown>): BulkFailure[] => {
  const items: unknown[] = Array.isArray(value["results"]) ? value["results"] : [];
  const failures = new Map<string, BulkFailure>();
  for (const [place, item] of items.entries()) {
    const error = isRecord(item) ? item["error"] : undefined;
    if (!isRecord(item) || !isRecord(error)) continue;
    const kind = kindOf(error);
    const found = failures.get(kind) ?? {
      kind,
      count: 0,
      message: cut(String(error["message"])),
      places: [],
    };
    if (found.count === 0 && failures.size >= mostKinds) continue;
    failures.set(kind, found);
    found.count += 1;
    const index = item["index"];
    if (found.places.length < mostPlaces) found.places.push(typeof index === "number" ? index : place);
  }
  return [...failures.values()].sort((left, right) => right.count - left.count);
};

const countsIn = (counts: unknown): Record<string, number> | undefined => {
  if (!isRecord(counts)) return undefined;
  const numbers = Object.entries(counts).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return Object.fromEntries(numbers.slice(0, mostCounts));
};

/** What a result says of its items: counts, failures by kind, and its warning. */
export const bulkResult = (value: unknown): Pick<BulkResult, "failures" | "counts" | "warning"> => {
  if (!isRecord(value)) return { failures: [] };
  const counts = countsIn(value["counts"]);
  const warning = value["warning"];
  return {
    failures: failuresIn(value),
    ...(counts && { counts }),
    ...(typeof warning === "string" && { warning: cut(warning) }),
  };
};
