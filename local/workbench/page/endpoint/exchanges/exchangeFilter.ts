import type { ExchangeRow } from "../../../wire/exchange";
import { searchText } from "./exchangeWords";

/** Which requests are shown. */
export interface ExchangeFilter {
  text: string;
  /** Key of one of the choices. */
  status: string;
}

const spoiled = new Set(["fault", "quota", "contentFilter", "retirement"]);

const hasStatus =
  (from: number, to: number) =>
  ({ status }: ExchangeRow): boolean =>
    status !== null && status >= from && status <= to;

/** What can be chosen of the statuses, and which requests each choice shows. */
export const statusChoices: readonly {
  key: string;
  label: string;
  isShown(row: ExchangeRow): boolean;
}[] = [
  { key: "all", label: "Any status", isShown: () => true },
  { key: "good", label: "2xx", isShown: hasStatus(200, 299) },
  { key: "refused", label: "4xx", isShown: hasStatus(400, 499) },
  { key: "limited", label: "429", isShown: hasStatus(429, 429) },
  { key: "failed", label: "5xx", isShown: hasStatus(500, 599) },
  { key: "none", label: "No answer", isShown: ({ status }) => status === null },
  { key: "spoiled", label: "Set on this page", isShown: ({ decidedBy }) => spoiled.has(decidedBy ?? "") },
];

/** The rows that a filter shows. */
export const filterRows = (
  rows: readonly ExchangeRow[],
  { text, status }: ExchangeFilter,
): readonly ExchangeRow[] => {
  const wanted = text.trim().toLowerCase();
  const choice = statusChoices.find(({ key }) => key === status);
  if (wanted === "" && status === "all") return rows;
  return rows.filter((row) => (choice?.isShown(row) ?? true) && searchText(row).includes(wanted));
};
