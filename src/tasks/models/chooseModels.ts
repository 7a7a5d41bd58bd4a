import type { Model } from "../../output/model";
import type { FineTuningMethod } from "./fineTuningMethods";
import { type InferenceTask, serves } from "./modelAbilities";

/** Which models of a catalogue are wanted; what is undefined does not count. */
export interface ModelFilter {
  task?: InferenceTask | undefined;
  /** `any` takes every model that can be trained somehow. */
  fineTuning?: FineTuningMethod | "any" | undefined;
  lifecycle?: string | undefined;
  /** Stands in the name, in whatever case. */
  nameContains?: string | undefined;
  includeRetired?: boolean | undefined;
}

/** The models that are wanted, and how many may be, where the service does not say. */
interface ChosenModels {
  models: Model[];
  unknown: number;
}

/** What Resource Manager alone tells, by the kinds of deployments and flags that the service's list lacks. */
const isUntold = (task: InferenceTask, { skus }: Model): boolean =>
  (task === "batch" || task === "responses") && skus.length === 0;

const servesTask = (task: InferenceTask, model: Model): boolean | undefined => {
  const answer = serves(task, model.abilities);
  return answer === false && isUntold(task, model) ? undefined : answer;
};

/** Whether a model can be trained, by the service's word, else by its name. */
const isTunable = ({ fineTuning: { isOffered, methods } }: Model): boolean | undefined =>
  isOffered ?? (methods.length > 0 || undefined);

const isTunableBy = (method: FineTuningMethod | "any", model: Model): boolean | undefined => {
  const answer = isTunable(model);
  if (method === "any" || !answer) return answer;
  return model.fineTuning.methods.length > 0 ? model.fineTuning.methods.includes(method) : undefined;
};

/** True and false as the filter and the model say; undefined where the model does not. */
const fits = (
  { task, fineTuning, lifecycle, nameContains, includeRetired }: ModelFilter,
  model: Model,
): boolean | undefined => {
  const isNamed = !nameContains || model.id.toLowerCase().includes(nameContains.toLowerCase());
  if (!isNamed || (model.retirement.isRetired && !includeRetired)) return false;
  const answers = [
    ...(task ? [servesTask(task, model)] : []),
    ...(fineTuning ? [isTunableBy(fineTuning, model)] : []),
    ...(lifecycle ? [model.lifecycle === null ? undefined : model.lifecycle === lifecycle] : []),
  ];
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};

/** Chooses the models that fit a filter, sorted by name and version. */
export const chooseModels = (models: readonly Model[], filter: ModelFilter): ChosenModels => {
  const judged = models.map((model) => ({ model, fit: fits(filter, model) }));
  return {
    models: judged
      .filter(({ fit }) => fit === true)
      .map(({ model }) => model)
      .toSorted((one, other) => one.id.localeCompare(other.id, "en", { numeric: true })),
    unknown: judged.filter(({ fit }) => fit === undefined).length,
  };
};
