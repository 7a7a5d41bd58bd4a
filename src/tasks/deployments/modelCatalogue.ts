import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError } from "../../client/errors/errors";
import { readable, textIn } from "../../text/answerFields";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { usualVersion, versioned } from "./deploymentAddress";

/** A SKU that a model can be deployed with. */
interface ModelSku {
  name: string;
  /** What joins it with the quota's usages. */
  usageName: string | undefined;
  defaultCapacity: number | undefined;
}

/** A version of a model that an account can deploy, as far as the catalogue tells. */
export interface ModelVersion {
  name: string;
  version: string;
  format: string | undefined;
  isDefault: boolean;
  /** Such as GenerallyAvailable, Deprecating, Deprecated. */
  lifecycle: string | undefined;
  /** When it stops answering, in milliseconds since the epoch. */
  retiresAtMs: number | undefined;
  skus: ModelSku[];
}

const toSku = (entry: Readonly<JsonObject>): ModelSku | undefined => {
  const name = textIn(entry["name"]);
  const capacity = fieldsOf(entry["capacity"])["default"];
  const defaultCapacity = typeof capacity === "number" && capacity >= 1 ? Math.floor(capacity) : undefined;
  return name === undefined ? undefined : { name, usageName: textIn(entry["usageName"]), defaultCapacity };
};

/** An account's list has the model itself, a location's list an entry around it. */
const toVersion = (entry: Readonly<JsonObject>): ModelVersion | undefined => {
  const fields = "model" in entry ? fieldsOf(entry["model"]) : entry;
  const [name, version] = [textIn(fields["name"]), textIn(fields["version"])];
  if (name === undefined || version === undefined) return undefined;
  const retiresAtMs = Date.parse(textIn(fieldsOf(fields["deprecation"])["inference"]) ?? "");
  return {
    name,
    version,
    format: textIn(fields["format"]),
    isDefault: fields["isDefaultVersion"] === true,
    lifecycle: textIn(fields["lifecycleStatus"]),
    retiresAtMs: Number.isNaN(retiresAtMs) ? undefined : retiresAtMs,
    skus: readable(fields["skus"], toSku),
  };
};

/** What an account can deploy; undefined where the identity may not see it. */
export const readCatalogue = async (
  client: ManagementClient,
  account: string,
): Promise<ModelVersion[] | undefined> => {
  try {
    return readable(await client.list(versioned(`${account}/models`, usualVersion)), toVersion);
  } catch (error) {
    if (isOwnError(error)) return undefined;
    throw error;
  }
};

/** True for the same name: Azure tells them apart without their case. */
export const isSameName = (one: string | undefined, other: string | undefined): boolean =>
  one?.toLowerCase() === other?.toLowerCase();

/** True for a version that still takes new deployments, as far as is known. */
const isAlive = ({ lifecycle, retiresAtMs }: ModelVersion): boolean =>
  !isSameName(lifecycle, "Deprecated") && (retiresAtMs === undefined || retiresAtMs > clock.now());

/** Versions are dates and numbers. */
const newestFirst = (one: ModelVersion, other: ModelVersion): number =>
  other.version.localeCompare(one.version, "en", { numeric: true });

/** The versions of a model that take new deployments, the newest first. */
export const livingVersions = (catalogue: readonly ModelVersion[], modelName: string): ModelVersion[] =>
  catalogue.filter((model) => isSameName(model.name, modelName) && isAlive(model)).sort(newestFirst);

/** The version to deploy where none is named: the default while it lives, else the newest. */
export const versionToDeploy = (
  catalogue: readonly ModelVersion[],
  modelName: string,
): ModelVersion | undefined => {
  const living = livingVersions(catalogue, modelName);
  return living.find(({ isDefault }) => isDefault) ?? living[0];
};

/** The names that fine-tuned models and their checkpoints have: `…ft-<hex>` on Azure, `ftchkpt-…`. */
export const isFineTuned = (modelName: string): boolean => /(?:^|\.)ft-|^ft:|^ftchkpt-/i.test(modelName);

/** The entry that a fine-tuned model was made of, by the front of its name: `gpt-4.1-2025-04-14.ft-…`. */
export const baseModelOf = (
  catalogue: readonly ModelVersion[],
  modelName: string,
): ModelVersion | undefined => {
  const front = modelName.split(/\.ft-/i)[0];
  return catalogue.find(({ name, version }) => isSameName(`${name}-${version}`, front));
};

const soonMs = 60 * 86_400_000;

/**
 * What to say of a version that is retired within 60 days, or was; undefined for any other.
 * @param moves - whether the deployment moves to another version by itself
 */
export const retirementWarning = (model: ModelVersion | undefined, moves: boolean): string | undefined => {
  if (model?.retiresAtMs === undefined || model.retiresAtMs - clock.now() > soonMs) return undefined;
  const day = new Date(model.retiresAtMs).toISOString().slice(0, 10);
  const named = `${model.name} ${model.version}`;
  if (model.retiresAtMs <= clock.now())
    return `${named} was retired on ${day}: the deployment ${
      moves ? "is about to move to another version" : "answers no calls, and never moves to another version"
    }.`;
  return `${named} is retired on ${day}: the deployment ${
    moves
      ? "moves to another version by then"
      : "stops answering then, since it never moves to another version"
  }.`;
};
