import type { Model } from "../../output/model";
import { isSameName } from "../../text/isSameName";

/** A model by its name or id, and one of its versions. */
export interface NamedModel {
  name: string;
  version?: string | undefined;
}

/** True for a version that still takes new deployments, as far as is known. */
const isAlive = ({ retirement, lifecycle }: Model): boolean =>
  !retirement.isRetired && lifecycle !== "deprecated";

/** Versions are dates and numbers. */
const newestFirst = (one: Model, other: Model): number =>
  (other.version ?? "").localeCompare(one.version ?? "", "en", { numeric: true });

/** The versions of a model that take new deployments, the newest first. */
export const livingVersions = (models: readonly Model[], modelName: string): Model[] =>
  models.filter((model) => isSameName(model.name, modelName) && isAlive(model)).toSorted(newestFirst);

/** The version that a deployment gets which names none, else the newest; of those that are alive, where any is. */
export const preferredVersion = (versions: readonly Model[]): Model | undefined => {
  const alive = versions.filter(isAlive);
  const sorted = (alive.length > 0 ? alive : versions).toSorted(newestFirst);
  return sorted.find(({ isDefaultVersion }) => isDefaultVersion) ?? sorted[0];
};

/**
 * The models of a catalogue that have this id, or this name, and the version where one is asked for: one of which the
 * list tells no version may be that one.
 */
export const modelsNamed = (models: readonly Model[], { name, version }: NamedModel): Model[] => {
  const named = models.filter((model) => isSameName(model.id, name) || isSameName(model.name, name));
  if (!version) return named;
  const exact = named.filter((model) => isSameName(model.version, version));
  return exact.length > 0 ? exact : named.filter((model) => model.version === null);
};

/** The one of them whose id was given, or the preferred version. */
export const modelNamed = (models: readonly Model[], asked: NamedModel): Model | undefined => {
  const wanted = modelsNamed(models, asked);
  return wanted.find(({ id }) => isSameName(id, asked.name)) ?? preferredVersion(wanted);
};
