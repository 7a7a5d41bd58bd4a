import { isObject, type JsonObject } from "../../text/isObject";

const severities = ["safe", "low", "medium", "high"];

/** How much a content filter found in one category: more is worse. */
const weight = (finding: unknown): number => {
  if (!isObject(finding)) return 0;
  const isFound = finding.filtered === true ? 20 : finding.detected === true ? 10 : 0;
  return isFound + Math.max(0, severities.indexOf(String(finding.severity)));
};

/** Adds what a content filter found in the next piece of an answer: of each category, the worst counts. */
export const addFindings = (before: unknown, piece: unknown): unknown => {
  if (!isObject(before) || !isObject(piece)) return piece;
  const worse: JsonObject = { ...before };
  for (const [category, finding] of Object.entries(piece)) {
    if (category !== "__proto__" && weight(finding) >= weight(before[category])) worse[category] = finding;
  }
  return worse;
};
