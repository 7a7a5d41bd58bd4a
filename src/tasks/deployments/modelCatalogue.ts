import type { Model } from "../../output/model";
import { isSameName } from "../../text/isSameName";
import { baseInName } from "../models/fineTunedName";
import { livingVersions, preferredVersion } from "../models/modelNamed";
import { nearDays } from "../models/retirement";

/** The version to deploy where none is named: the default while it lives, else the newest. */
export const versionToDeploy = (catalogue: readonly Model[], modelName: string): Model | undefined =>
  preferredVersion(livingVersions(catalogue, modelName));

/** The entry that a fine-tuned model was made of, by its name: `gpt-4.1-2025-04-14.ft-…`. */
export const baseModelOf = (catalogue: readonly Model[], modelName: string): Model | undefined => {
  const base = baseInName(modelName);
  return base === undefined ? undefined : catalogue.find(({ id }) => isSameName(id, base));
};

/**
 * What to say of a version that is retired within 60 days, or was; undefined for any other.
 * @param moves - whether the deployment moves to another version by itself
 */
export const retirementWarning = (model: Model | undefined, moves: boolean): string | undefined => {
  const { inference = null, daysLeft = null, isRetired = false } = model?.retirement ?? {};
  if (!model || inference === null || daysLeft === null || daysLeft >= nearDays) return undefined;
  const named = `${model.name} ${model.version ?? ""}`.trim();
  const day = inference.slice(0, 10);
  if (isRetired)
    return `${named} was retired on ${day}: the deployment ${
      moves ? "is about to move to another version" : "answers no calls, and never moves to another version"
    }.`;
  return `${named} is retired on ${day}: the deployment ${
    moves
      ? "moves to another version by then"
      : "stops answering then, since it never moves to another version"
  }.`;
};
