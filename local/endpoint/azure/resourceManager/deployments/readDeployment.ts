import { type Answer, isRecord } from "../../../server/answer";
import { refuse } from "../refusals";

/** What the body of a request for a deployment asks for. */
export interface AskedDeployment {
  format: string;
  model: string;
  /** Left out: the default one. */
  version: string | undefined;
  /** Where a model was trained that is of another account. */
  source: string | undefined;
  sku: AskedSku | undefined;
  tags: Record<string, string>;
  settings: Record<string, unknown>;
  isPaused: boolean | undefined;
}

/** How much of what a body asks for. */
interface AskedSku {
  name: string;
  /** As it was sent. */
  capacity: unknown;
}

type Read<Asked> = { asked: Asked } | { refusal: Answer };

/** What a caller may set beside the model; the rest of what a deployment shows is read-only, and passed over. */
const settable = ["versionUpgradeOption", "raiPolicyName", "spilloverDeploymentName", "parentDeploymentName"];
/** What older versions do not know, and pass over. */
const settableLater = ["serviceTier", "routing"];
/** The version that knows them. */
export const versionWithStates = "2026-07-01";

const refuseContent = (message: string) => ({ refusal: refuse(400, "InvalidRequestContent", message) });

/** Reads the body of a PUT, which says all of a deployment. */
export const readDeployment = (body: unknown, apiVersion: string): Read<AskedDeployment> => {
  if (!isRecord(body)) return refuseContent("The request content was invalid and could not be deserialized.");
  const { properties, sku, tags } = body;
  const model = isRecord(properties) ? properties["model"] : undefined;
  if (!isRecord(properties) || !isRecord(model) || typeof model["name"] !== "string") {
    return refuseContent("The request content is missing 'properties.model'.");
  }
  if (properties["scaleSettings"] !== undefined) {
    const message =
      "The scale settings of account deployment is deprecated since API version '2023-05-01', please use 'sku' instead.";
    return { refusal: refuse(400, "InvalidResourceProperties", message) };
  }
  const { name, format, version, source } = model;
  const isLater = apiVersion >= versionWithStates;
  const known = isLater ? [...settable, ...settableLater] : settable;
  const settings = Object.fromEntries(
    known.flatMap((key) => (properties[key] === undefined ? [] : [[key, properties[key]]])),
  );
  const state = isLater ? properties["deploymentState"] : undefined;
  return {
    asked: {
      model: name,
      format: typeof format === "string" ? format : "",
      version: textOf(version),
      source: textOf(source),
      sku: readSku(sku),
      tags: isRecord(tags) ? (tags as Record<string, string>) : {},
      settings: { ...serviceDefaults, ...settings, ...(source === undefined ? {} : { source }) },
      isPaused: state === undefined ? undefined : state === "Paused",
    },
  };
};

/** What the service fills in where a caller says nothing. */
const serviceDefaults = {
  versionUpgradeOption: "OnceNewDefaultVersionAvailable",
  raiPolicyName: "Microsoft.DefaultV2",
};

const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

const readSku = (sku: unknown): AskedSku | undefined =>
  isRecord(sku) && typeof sku["name"] === "string"
    ? { name: sku["name"], capacity: sku["capacity"] }
    : undefined;

/** What the body of a PATCH asks for: how much, and tags. */
interface AskedPatch {
  sku: AskedSku | undefined;
  tags: Record<string, string> | undefined;
}

/** Reads the body of a PATCH, which takes nothing else. */
export const readPatch = (body: unknown): Read<AskedPatch> => {
  if (!isRecord(body)) return refuseContent("The request content was invalid and could not be deserialized.");
  const foreign = Object.keys(body).find((key) => key !== "sku" && key !== "tags");
  if (foreign !== undefined) {
    return refuseContent(
      `Could not find member '${foreign}' on object of type 'PatchResourceTagsAndSku'. Path '${foreign}'.`,
    );
  }
  const tags = isRecord(body["tags"]) ? (body["tags"] as Record<string, string>) : undefined;
  return { asked: { sku: readSku(body["sku"]), tags } };
};
