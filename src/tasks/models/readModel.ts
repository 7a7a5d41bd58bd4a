import type { Model, ModelSku } from "../../output/model";
import { numberIn, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { isSameName } from "../../text/isSameName";
import { baseInName, isFineTunedName } from "./fineTunedName";
import { fineTuningMethods } from "./fineTuningMethods";
import { capability, flagIn, modelAbilities } from "./modelAbilities";
import { readSkus } from "./readSkus";
import { retirementOf, timeIn } from "./retirement";

type Fields = Readonly<Record<string, unknown>>;

const lifecycles: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stable: "generallyAvailable",
    generallyavailable: "generallyAvailable",
    preview: "preview",
    deprecating: "deprecating",
    deprecated: "deprecated",
    legacy: "legacy",
  }),
);

/** A stage in the connector's words: Resource Manager writes GenerallyAvailable, the service generally-available. */
const lifecycleIn = (value: unknown): string | null => {
  const stage = textIn(value);
  return stage === undefined ? null : (lifecycles.get(stage.replace(/[^a-z]/gi, "").toLowerCase()) ?? stage);
};

/** A model of OpenAI's own: for others, Azure's flag says that training is not offered although it is. */
const isOfOpenAI = (name: string, format: string | null): boolean =>
  format === null ? /^(?:gpt|o\d|ft:)/i.test(name) : isSameName(format, "OpenAI");

/** Whether new jobs can be made, where the service says so by the date of their end or by a flag. */
const isTuningOffered = (
  { name, format, capabilities }: Pick<Told, "name" | "format" | "capabilities">,
  end: string | null,
  nowMs: number,
): boolean | null => {
  if (end !== null && Date.parse(end) <= nowMs) return false;
  const most = numberIn(capability(capabilities, "finetunetokensmaxvalue")) ?? 0;
  if (most > 0 || flagIn(capability(capabilities, "finetune"))) return true;
  return Object.keys(capabilities).length > 0 && isOfOpenAI(name, format) ? false : null;
};

const replacementIn = (config: unknown): Model["replacement"] => {
  const { targetModelName, targetModelVersion, autoUpgradeStartDate } = fieldsOf(config);
  const name = textIn(targetModelName) ?? null;
  const version = textIn(targetModelVersion) ?? null;
  return name === null && version === null
    ? null
    : { name, version, upgradesFrom: timeIn(autoUpgradeStartDate) };
};

/** What makes a model, told by either source. */
interface Told {
  id: string;
  name: string;
  version: string | null;
  format: string | null;
  baseModel: string | undefined;
  isFineTuned: boolean;
  lifecycle: unknown;
  isDefaultVersion: unknown;
  capabilities: Fields;
  deprecation: Fields;
  replacement: unknown;
  skus: ModelSku[];
  raw: unknown;
}

const modelOf = (told: Told, nowMs: number): Model => {
  const { id, name, version, format, baseModel, isFineTuned, capabilities, skus } = told;
  const retirement = retirementOf(told.deprecation, skus, nowMs);
  const isOffered = isTuningOffered(told, retirement.fineTuning, nowMs);
  const abilities = modelAbilities({ id: name, capabilities }).filter((ability) => ability !== "fine-tuning");
  return {
    ...{ id, name, version, format, lifecycle: lifecycleIn(told.lifecycle) },
    isDefaultVersion: flagIn(told.isDefaultVersion) ?? null,
    isFineTuned,
    baseModel: baseModel ?? null,
    abilities: [
      ...abilities,
      ...(skus.some((sku) => /batch$/i.test(sku.name)) ? ["batch"] : []),
      ...(isOffered ? ["fine-tuning"] : []),
    ],
    fineTuning: { isOffered, methods: fineTuningMethods(baseModel ?? name) },
    retirement,
    replacement: replacementIn(told.replacement),
    contextTokens: numberIn(capability(capabilities, "maxcontexttoken")) ?? null,
    outputTokens: numberIn(capability(capabilities, "maxoutputtoken")) ?? null,
    skus,
    deployments: null,
    raw: told.raw,
  };
};

/** A model of the service's own list: of OpenAI's, which has names alone, or of Azure's, with what Azure adds. */
export const readServiceModel = (entry: Fields, nowMs: number): Model | undefined => {
  const id = textIn(entry["id"]);
  if (id === undefined) return undefined;
  const { model, shutdown_date: shutdownDate } = entry;
  const made = textIn(model);
  const isFineTuned = isFineTunedName(id) || (made !== undefined && made !== id);
  const [, name = id, version = null] = (!isFineTuned && /^(.+)-(\d{4}-\d{2}-\d{2})$/.exec(id)) || [];
  const deprecation = fieldsOf(entry["deprecation"]);
  return modelOf(
    {
      ...{ id, name, version, format: null, isFineTuned },
      baseModel: isFineTuned ? (baseInName(id) ?? made) : undefined,
      lifecycle: entry["lifecycle_status"],
      isDefaultVersion: undefined,
      capabilities: fieldsOf(entry["capabilities"]),
      deprecation: { ...deprecation, inference: timeIn(deprecation["inference"]) ?? shutdownDate },
      replacement: undefined,
      skus: [],
      raw: entry,
    },
    nowMs,
  );
};

/** What the capabilities of a model's fine-tuned ones say of the model itself: how much it can be trained with. */
const tuningLimit = (ofTuned: unknown): Fields => {
  const most = capability(fieldsOf(ofTuned), "finetunetokensmaxvalue");
  return most === undefined ? {} : { FineTuneTokensMaxValue: most };
};

/** A model of Azure Resource Manager: an account's list has it as it is, a region's below `model`. */
export const readManagedModel = (entry: Fields, nowMs: number): Model | undefined => {
  const inner = fieldsOf(entry["model"]);
  const told = textIn(inner["name"]) === undefined ? entry : { ...entry, ...inner };
  const name = textIn(told["name"]);
  if (name === undefined) return undefined;
  const version = textIn(told["version"]) ?? null;
  const isFineTuned = isFineTunedName(name);
  const { name: base, version: baseVersion } = fieldsOf(told["baseModel"]);
  const named = [base, baseVersion].flatMap((part) => textIn(part) ?? []).join("-");
  return modelOf(
    {
      id: version === null || isFineTuned ? name : `${name}-${version}`,
      ...{ name, version, isFineTuned, format: textIn(told["format"]) ?? null },
      baseModel: isFineTuned ? named || baseInName(name) : undefined,
      lifecycle: told["lifecycleStatus"],
      isDefaultVersion: told["isDefaultVersion"],
      capabilities: { ...tuningLimit(told["finetuneCapabilities"]), ...fieldsOf(told["capabilities"]) },
      deprecation: fieldsOf(told["deprecation"]),
      replacement: told["replacementConfig"],
      skus: readSkus(told["skus"]),
      raw: entry,
    },
    nowMs,
  );
};
