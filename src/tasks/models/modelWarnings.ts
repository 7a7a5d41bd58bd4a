import type { Model } from "../../output/model";
import { listedNames, shownName } from "../../text/nearestNames";
import { fineTuningClosing } from "./fineTuningClosing";
import { nearDays } from "./retirement";

const dayMs = 86_400_000;

const dayOf = (time: string | null): string => time?.slice(0, 10) ?? "";

const soonestFirst = (models: readonly Model[], end: "inference" | "fineTuning"): Model[] =>
  models.toSorted((one, other) => String(one.retirement[end]).localeCompare(String(other.retirement[end])));

const successor = ({ replacement }: Model): string => {
  const name = [replacement?.name, replacement?.version].filter(Boolean).join(" ");
  return name && ` (then ${shownName(name)})`;
};

/** Models with what is told of each. */
const listedModels = (models: readonly Model[], factsOf: (model: Model) => string): string =>
  listedNames(
    models.map(({ id }) => id),
    models.map(factsOf),
  );

/** Where the calls of models end soon. */
const endingCalls = (models: readonly Model[]): string[] => {
  const near = models.filter(
    ({ retirement: { daysLeft, isRetired } }) => daysLeft !== null && !isRetired && daysLeft < nearDays,
  );
  const shown = listedModels(
    soonestFirst(near, "inference"),
    (model) => ` on ${dayOf(model.retirement.inference)}${successor(model)}`,
  );
  return near.length > 0 ? [`Calls end within ${nearDays} days: ${shown}.`] : [];
};

/** Where new fine-tuning jobs end soon, or have ended, for models that still answer. */
const endingJobs = (models: readonly Model[], nowMs: number): string[] => {
  const dated = soonestFirst(
    models.filter(({ retirement }) => retirement.fineTuning !== null && !retirement.isRetired),
    "fineTuning",
  ).map((model) => ({ model, leftMs: Date.parse(model.retirement.fineTuning ?? "") - nowMs }));
  const near = dated.filter(({ leftMs }) => leftMs > 0 && leftMs < nearDays * dayMs);
  const ended = dated.filter(({ leftMs }) => leftMs <= 0);
  const shown = (list: typeof dated): string =>
    listedModels(
      list.map(({ model }) => model),
      ({ retirement }) => ` on ${dayOf(retirement.fineTuning)}`,
    );
  return [
    ...(near.length > 0 ? [`New fine-tuning jobs end within ${nearDays} days: ${shown(near)}.`] : []),
    ...(ended.length > 0 ? [`No new fine-tuning jobs are taken any more: ${shown(ended)}.`] : []),
  ];
};

/** True for a model that jobs are made from, or that a job made, as far as its name or the service tells. */
const concernsTuning = ({ isFineTuned, fineTuning }: Model): boolean =>
  isFineTuned || fineTuning.isOffered === true || fineTuning.methods.length > 0;

/**
 * What is to be done soon about some models: retirements that are near, and fine-tuning that ends or has ended.
 * @param isOpenAI - true for OpenAI's service, which closes fine-tuning as a whole
 */
export const modelWarnings = (models: readonly Model[], isOpenAI: boolean, nowMs: number): string[] => [
  ...endingCalls(models),
  ...endingJobs(models, nowMs),
  ...(isOpenAI && models.some(concernsTuning) ? [fineTuningClosing(nowMs)] : []),
];
