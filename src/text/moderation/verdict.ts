import { harms } from "./categories";

/** What was found in one category. */
export interface CategoryVerdict {
  /** null where the service does not say enough. */
  flagged: boolean | null;
  /** From 0 to 1, of OpenAI's moderation alone. */
  score: number | null;
  /** From 0 to 7, of Azure's judges alone; never 0 where the service says none. */
  severity: number | null;
}

/** What was found in a text, a part of one, or an image. */
export interface Judgment {
  categories: Map<string, CategoryVerdict>;
  /** Why it is not wholly judged; null where it is. */
  gap: string | null;
  /** True where the whole was refused, whatever the categories say. */
  isRefused?: boolean;
  /** Categories that the service has, and does not look for in what was sent. */
  unlooked?: readonly string[];
  /** What the service said, unchanged. */
  raw: unknown;
}

/** From where on content is flagged, by the category. */
export interface Thresholds {
  /** From 1 to 7, for Azure's judges. */
  severities: ReadonlyMap<string, number>;
  /** From 0 to 1, for OpenAI's moderation; a category without one is flagged as OpenAI flags it. */
  scores: ReadonlyMap<string, number>;
}

/** Azure's content filters begin at medium (4) unless they are set otherwise; self-harm is let pass less. */
const usualSeverity = 4;
const selfHarmSeverity = 2;

/** From where on a severity is flagged. */
export const severityLimit = ({ severities }: Thresholds, category: string): number =>
  severities.get(category) ?? (category === "self-harm" ? selfHarmSeverity : usualSeverity);

/** The harms that were not judged, in words; null where all were. */
export const gapIn = (who: string, categories: ReadonlyMap<string, CategoryVerdict>): string | null => {
  const missing = harms.filter((harm) => (categories.get(harm)?.flagged ?? null) === null);
  return missing.length === 0 ? null : `${who} says nothing of ${missing.join(", ")}.`;
};

const most = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? (left ?? right) : Math.max(left, right);

const eitherFlagged = (left: boolean | null, right: boolean | null): boolean | null => {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
};

/** Joins what was found in one category twice: the worst counts. */
const worst = (left: CategoryVerdict, right: CategoryVerdict): CategoryVerdict => ({
  flagged: eitherFlagged(left.flagged, right.flagged),
  score: most(left.score, right.score),
  severity: most(left.severity, right.severity),
});

/** Adds a verdict to those of other parts, places or spellings. */
export const addVerdict = (
  categories: Map<string, CategoryVerdict>,
  name: string,
  verdict: CategoryVerdict,
): void => {
  const before = categories.get(name);
  categories.set(name, before ? worst(before, verdict) : verdict);
};

/** True where something was flagged, false where all was judged and nothing flagged, else null: it is not clean. */
export const isFlagged = ({
  categories,
  gap,
  isRefused,
}: Pick<Judgment, "categories" | "gap" | "isRefused">): boolean | null => {
  const flags = [...categories.values()].map(({ flagged }) => flagged);
  if (isRefused || flags.includes(true)) return true;
  return gap !== null || flags.includes(null) ? null : false;
};

/** Joins what was found in the parts of one text, or in all items. */
export const joinJudgments = (judgments: readonly Judgment[]): Omit<Judgment, "raw"> => {
  const categories = new Map<string, CategoryVerdict>();
  for (const judgment of judgments)
    for (const [name, verdict] of judgment.categories) addVerdict(categories, name, verdict);
  return {
    categories,
    gap: judgments.find(({ gap }) => gap !== null)?.gap ?? null,
    isRefused: judgments.some(({ isRefused }) => isRefused),
  };
};
