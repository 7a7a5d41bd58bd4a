import { optional } from "../../inputs/optional";
import type { ManagedDeployment } from "../../output/deployment";
import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import type { DeploymentWish } from "./deploymentWish";

/** What Azure Resource Manager takes as a deployment. */
export type DeploymentBody = JsonObject;

/** Properties that only the service sets; what it adds beside them is sent back as it is. */
const readOnly = new Set([
  "provisioningState",
  "callRateLimit",
  "rateLimits",
  "capabilities",
  "dynamicThrottlingEnabled",
  "currentCapacity",
  // Deprecated for sku, and refused beside it.
  "scaleSettings",
]);

const without = (fields: Readonly<JsonObject>, names: ReadonlySet<string>): JsonObject =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.has(name)));

/** What of a deployment can be sent back, so that a change keeps all the rest. */
export const writableOf = ({ sku, tags, properties }: ManagedDeployment): DeploymentBody => {
  const { model, ...others } = without(fieldsOf(properties), readOnly);
  return {
    ...(isObject(sku) && { sku }),
    ...(isObject(tags) && { tags }),
    properties: { ...(isObject(model) && { model: without(model, readOnly) }), ...others },
  };
};

/** A body with another one laid over it, object by object. */
const laidOver = (base: unknown, over: unknown): unknown => {
  if (!isObject(base) || !isObject(over)) return over;
  const names = [...new Set([...Object.keys(base), ...Object.keys(over)])];
  return Object.fromEntries(
    names.map((name) => [name, name in over ? laidOver(base[name], over[name]) : base[name]]),
  );
};

/** What is asked for, as a body that holds nothing else. */
const askedBody = (wish: DeploymentWish): DeploymentBody => {
  const model = {
    ...optional("format", wish.modelFormat),
    ...optional("name", wish.modelName),
    ...optional("version", wish.modelVersion),
    ...optional("source", wish.source),
    ...optional("sourceAccount", wish.sourceAccount),
  };
  const sku = { ...optional("name", wish.sku), ...optional("capacity", wish.capacity) };
  return {
    ...(Object.keys(sku).length > 0 && { sku }),
    properties: {
      ...(Object.keys(model).length > 0 && { model }),
      ...optional("raiPolicyName", wish.contentFilterPolicy),
      ...optional("versionUpgradeOption", wish.versionUpgradeOption),
      ...optional("spilloverDeploymentName", wish.spilloverDeploymentName),
      ...optional("serviceTier", wish.serviceTier),
    },
  };
};

/** The body that makes a deployment what is wished, from what it is; tags replace those that it has. */
export const wishedBody = (base: DeploymentBody, wish: DeploymentWish): DeploymentBody => {
  const body = laidOver(base, askedBody(wish)) as DeploymentBody;
  const tagged = wish.tags === undefined ? body : { ...body, tags: wish.tags };
  return laidOver(tagged, wish.extraParameters ?? {}) as DeploymentBody;
};

/** No property of a deployment is as deep; a stranger's answer may be. */
const mostLevels = 50;

/** True for values that JSON writes alike, in whatever order their fields stand. */
const isAlike = (one: unknown, other: unknown, level = 0): boolean => {
  if (level > mostLevels) return false;
  if (isObject(one) && isObject(other)) {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => isAlike(one[name], other[name], level + 1));
  }
  if (Array.isArray(one) && Array.isArray(other))
    return (
      one.length === other.length && one.every((entry, index) => isAlike(entry, other[index], level + 1))
    );
  return one === other;
};

/** How a deployment becomes what is wished. */
export type Change = "unchanged" | "scaled" | "updated";

/** What a body changes: nothing, the capacity alone, or more. */
export const changeTo = (base: DeploymentBody, body: DeploymentBody): Change => {
  if (isAlike(base, body)) return "unchanged";
  const { capacity } = fieldsOf(body["sku"]);
  const scaled = { ...base, sku: { ...fieldsOf(base["sku"]), capacity } };
  return isAlike(scaled, body) ? "scaled" : "updated";
};

/** Properties that the usual api-version does not know. */
const newProperties = ["serviceTier", "routing", "deploymentState", "parentDeploymentName"];

/** True for a body that the usual api-version would lose something of. */
export const needsNewest = (body: DeploymentBody): boolean => {
  const properties = fieldsOf(body["properties"]);
  return newProperties.some((name) => properties[name] !== undefined && properties[name] !== null);
};

/** True for a deployment that has all that a body asks for. */
export const holds = (deployment: ManagedDeployment, body: DeploymentBody): boolean => {
  const base = writableOf(deployment);
  return isAlike(base, laidOver(base, body));
};
