import type { ExchangeRow } from "../../../wire/exchange";
import { clockTime } from "../../parts/clockTime";
import { faultLabel, serverLabel } from "../faults/faultWords";

const decisions: Readonly<Record<string, string>> = {
  served: "",
  refused: "refused",
  quota: "quota",
  contentFilter: "content filter",
  retirement: "retirement",
};

/** Why a request was answered as it was; empty for one that was served. */
export const whyOf = ({ decidedBy, fault, state }: ExchangeRow): string => {
  if (decidedBy === "fault" && fault !== null) return `fault: ${faultLabel(fault)}`;
  if (state === "broken" && decidedBy === null) return "given up by the caller";
  return decidedBy === null ? "" : (decisions[decidedBy] ?? decidedBy);
};

/** The status, or how far a request is that has none. */
export const statusOf = ({ status, state }: ExchangeRow): string => {
  if (status !== null) return String(status);
  return state === "open" ? "…" : "none";
};

/** Which color a status has. */
export const toneOf = ({ status, state, decidedBy }: ExchangeRow): "good" | "warn" | "bad" | "quiet" => {
  if (status === null) return state === "open" ? "quiet" : "bad";
  if (status >= 500) return "bad";
  return status >= 400 || state === "broken" || decidedBy === "fault" ? "warn" : "good";
};

/** The time of day, to the millisecond. */
export const timeOf = (atMs: number): string =>
  `${clockTime(atMs)}.${String(new Date(atMs).getMilliseconds()).padStart(3, "0")}`;

/** Everything of a row that can be searched for. */
export const searchText = (row: ExchangeRow): string =>
  [serverLabel(row.server), row.method, row.path, row.model ?? "", statusOf(row), whyOf(row)]
    .join(" ")
    .toLowerCase();
