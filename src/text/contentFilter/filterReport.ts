/** Whose text a content filter looked at. */
export type FilterSide = "prompt" | "completion";

/** Something that a content filter found, in one form for every API. A text with nothing in it has no findings. */
export interface FilterFinding {
  side: FilterSide;
  /** Place of the prompt, choice or image, from 0. */
  index: number;
  /** Such as hate, jailbreak or protected_material_code, as the service calls it. */
  category: string;
  /** Which blocklist, topic or kind of personal data it is; null for the category as a whole. */
  detail: string | null;
  /** low, medium or high; null for a category without degrees. */
  severity: string | null;
  /** null where the service does not say it. */
  detected: boolean | null;
  /** False for what was only found, and let through. */
  filtered: boolean;
  /** Where it begins, as the service counts characters. */
  start: number | null;
  /** The place behind its end. */
  end: number | null;
  /** Where material comes from that is protected. */
  citationUrl: string | null;
  citationLicense: string | null;
  /** The text with its personal data replaced by the service. */
  redactedText: string | null;
}

/** A content filter that could not do its work. */
export interface FilterFailure {
  side: FilterSide;
  index: number;
  reason: string;
}

/** What content filters did with one request and its answer. */
export interface FilterReport {
  /** True where a prompt was refused, or an answer was refused or cut off. */
  filtered: boolean;
  /** The filtered categories, once each. */
  categories: string[];
  findings: FilterFinding[];
  didNotRun: FilterFailure[];
}

/** A request has at most 128 choices, each with about ten categories: hardly any of them finds something. */
const mostFindings = 100;

/** Makes a report with a bounded number of findings: those that were filtered stay. */
export const filterReport = (
  found: readonly FilterFinding[],
  isFiltered: boolean,
  didNotRun: readonly FilterFailure[] = [],
): FilterReport => {
  const filtered = found.filter((finding) => finding.filtered);
  const isTooLong = found.length > mostFindings;
  const findings = isTooLong ? [...filtered, ...found.filter((finding) => !finding.filtered)] : found;
  return {
    filtered: isFiltered || filtered.length > 0,
    categories: [...new Set(filtered.map(({ category }) => category))].slice(0, mostFindings),
    findings: findings.slice(0, mostFindings),
    didNotRun: didNotRun.slice(0, mostFindings),
  };
};
