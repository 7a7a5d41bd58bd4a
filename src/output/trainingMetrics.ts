import { isObject } from "../text/isObject";

/** Measured values by their names. */
export type TrainingMetrics = Record<string, number>;

const deepest = 5;
const mostMetrics = 500;

/**
 * The one name of a metric that the services and their files spell differently: `validation_` is `valid_`,
 * `reward_mean` is `mean_reward`, and an accuracy is one of tokens.
 */
export const metricName = (name: string): string =>
  name
    .replace(/^(full_)?validation_/, "$1valid_")
    .replace(/^((?:full_)?(?:train|valid)_)reward_mean$/, "$1mean_reward")
    .replace(/^((?:full_)?(?:train|valid)_)(?:token_)?accuracy$/, "$1mean_token_accuracy");

const collect = (value: unknown, path: readonly string[], found: Map<string, number>): void => {
  if (found.size >= mostMetrics) return;
  if (typeof value === "number" && Number.isFinite(value) && path.length > 0) {
    const name = metricName(path.join("."));
    if (!found.has(name)) found.set(name, value);
    return;
  }
  if (!isObject(value) || path.length >= deepest) return;
  for (const [name, entry] of Object.entries(value)) {
    // Scores are metrics like those beside them.
    collect(entry, path.length === 0 && name === "scores" && isObject(entry) ? path : [...path, name], found);
  }
};

/** The numbers in an event's or a checkpoint's data, by path and by one name for each metric; what stands outside counts. */
export const trainingMetrics = (data: unknown): TrainingMetrics => {
  const found = new Map<string, number>();
  collect(data, [], found);
  return Object.fromEntries(found);
};
