import { numberIn, textIn } from "../text/answerFields";
import { fieldsOf } from "../text/isObject";
import { versionUpgradeOptions } from "../text/versionUpgradeOptions";
import { described, flag, number, type Of, objectOf, openObject, orNull, serviceObject, text } from "./shape";

/** A deployment as Azure Resource Manager answers: any field may be absent or of another type. */
export interface ManagedDeployment {
  id?: unknown;
  name?: unknown;
  type?: unknown;
  sku?: unknown;
  tags?: unknown;
  properties?: unknown;
  systemData?: unknown;
  etag?: unknown;
}

/** What an option that is not there means (the service's documentation). */
const withoutOption = "Not set (when the version expires)";

const summaryShape = objectOf({
  name: text(),
  model: orNull(text("The model under it")),
  version: orNull(text("The model's version")),
  sku: orNull(text("Such as GlobalStandard")),
  capacity: orNull(
    number("As a rule in units of 1,000 tokens a minute; provisioned units of a provisioned SKU"),
  ),
  state: orNull(text("The provisioning state, such as Creating, Succeeded or Failed")),
  isReady: flag("True when the state is Succeeded and it is not paused"),
  isPaused: flag("True when it is paused: calls are answered with the status 423"),
  requestsPerMinute: orNull(number("The rate limit that the service tells, in requests a minute")),
  tokensPerMinute: orNull(number("The same in tokens a minute")),
  versionUpgrade: text("When it moves to another version of its model"),
  contentFilterPolicy: orNull(text("The name of its content filter policy")),
  createdAt: orNull(text("ISO time")),
  changedAt: orNull(text("ISO time")),
  warning: orNull(text("What is to be done soon, such as before a retirement; null for nothing")),
});

/** What a deployment is, in a form without nesting. */
export type DeploymentSummary = Of<typeof summaryShape>;

/** Azure Resource Manager's deployment with its summary. */
export const deploymentShape = serviceObject<ManagedDeployment>()(
  {
    id: text("The path in Azure Resource Manager"),
    name: text(),
    type: text(),
    sku: openObject(),
    properties: openObject(),
  },
  { summary: described("The deployment in a form without nesting", summaryShape) },
);

/** Azure Resource Manager's deployment, and what it is. */
export type DeploymentOutput = Of<typeof deploymentShape>;

/** A limit counts in a period of its own: requests in 10 s, tokens in 60 s. */
const perMinute = (limits: unknown, key: string): number | null => {
  const limit = (Array.isArray(limits) ? limits : []).map(fieldsOf).find((entry) => entry["key"] === key);
  const [count, seconds] = [numberIn(limit?.["count"]), numberIn(limit?.["renewalPeriod"]) || 60];
  return count === undefined || seconds < 0 ? null : Math.round((count * 60) / seconds);
};

/** The provisioning state; undefined where the answer has none. */
export const stateOf = ({ properties }: ManagedDeployment): string | undefined =>
  textIn(fieldsOf(properties)["provisioningState"]);

const upgradeInWords = (option: unknown): string => {
  const name = textIn(option);
  if (name === undefined) return withoutOption;
  return (versionUpgradeOptions as Readonly<Record<string, string>>)[name] ?? name;
};

/** What a deployment is, in a form without nesting. */
const deploymentSummary = (deployment: ManagedDeployment, warning?: string): DeploymentSummary => {
  const { model, versionUpgradeOption, raiPolicyName, rateLimits, deploymentState } = fieldsOf(
    deployment.properties,
  );
  const { name: sku, capacity } = fieldsOf(deployment.sku);
  const { createdAt, lastModifiedAt } = fieldsOf(deployment.systemData);
  const state = stateOf(deployment);
  const isPaused = textIn(deploymentState)?.toLowerCase() === "paused";
  return {
    name: textIn(deployment.name) ?? "",
    model: textIn(fieldsOf(model)["name"]) ?? null,
    version: textIn(fieldsOf(model)["version"]) ?? null,
    sku: textIn(sku) ?? null,
    capacity: numberIn(capacity) ?? null,
    state: state ?? null,
    isReady: state === "Succeeded" && !isPaused,
    isPaused,
    requestsPerMinute: perMinute(rateLimits, "request"),
    tokensPerMinute: perMinute(rateLimits, "token"),
    versionUpgrade: upgradeInWords(versionUpgradeOption),
    contentFilterPolicy: textIn(raiPolicyName) ?? null,
    createdAt: textIn(createdAt) ?? null,
    changedAt: textIn(lastModifiedAt) ?? null,
    warning: warning ?? null,
  };
};

/** Azure Resource Manager's deployment with its summary before its own fields. */
export const showDeployment = (deployment: ManagedDeployment, warning?: string): DeploymentOutput => ({
  summary: deploymentSummary(deployment, warning),
  ...deployment,
});

/** Path of an account as examples show it. */
export const exampleAccount =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-resource-group/providers/Microsoft.CognitiveServices/accounts/my-resource";

/** A deployment as examples show it. */
export const exampleDeployment: ManagedDeployment = {
  id: `${exampleAccount}/deployments/my-chat`,
  type: "Microsoft.CognitiveServices/accounts/deployments",
  name: "my-chat",
  sku: { name: "GlobalStandard", capacity: 50 },
  properties: {
    model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
    versionUpgradeOption: "OnceNewDefaultVersionAvailable",
    raiPolicyName: "Microsoft.DefaultV2",
    rateLimits: [
      { key: "request", renewalPeriod: 10, count: 80 },
      { key: "token", renewalPeriod: 60, count: 50_000 },
    ],
    provisioningState: "Succeeded",
  },
  systemData: { createdAt: "2026-11-26T09:00:00Z", lastModifiedAt: "2026-11-26T09:00:00Z" },
  etag: '"00000000-0000-0000-0000-000000000000"',
};
