import type { FieldRefusal } from "../../../endpoint";
import { faultForms } from "../../wire/faultForms";

const settingLabels: Readonly<Record<string, string>> = {
  latencyMs: "Latency",
  "latencyMs.fromMs": "Shortest wait",
  "latencyMs.toMs": "Longest wait",
  "quota.requestsPerMinute": "Requests per minute",
  "quota.tokensPerMinute": "Tokens per minute",
  "quota.headers": "Headers",
  "contentFilter.share": "Share refused",
  "contentFilter.next": "Next prompts refused",
  "contentFilter.seed": "Seed",
};

const faultLabels: Readonly<Record<string, string>> = {
  kind: "Fault",
  times: "Times",
  isServed: "Work is done all the same",
  "match.method": "Method",
  "match.path": "Path contains",
};

const retirement = "retirements.";

const labelOf = (field: string, kind: unknown): string => {
  if (field.startsWith(retirement)) return `Retirement of ${field.slice(retirement.length)}`;
  const form = faultForms.find((one) => one.kind === kind);
  const own = form?.fields.find(({ key }) => key === field)?.label;
  return own ?? faultLabels[field] ?? settingLabels[field] ?? field;
};

/**
 * What is wrong with each field, one on a line, under the name that the page has for it.
 * @param kind - of the fault whose fields they are
 */
export const refusalSentence = (refusals: readonly FieldRefusal[], kind?: unknown): string =>
  refusals
    .map(({ field, message }) => (field === "" ? message : `${labelOf(field, kind)}: ${message}`))
    .join("\n");
