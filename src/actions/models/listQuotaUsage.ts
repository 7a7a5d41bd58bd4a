import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { optionally } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";
import { managementAction } from "../../output/managementAction";
import { described, listOf, number, objectOf, orNull, text } from "../../output/shape";
import { quotaUsage } from "../../tasks/models/quotaUsage";
import { modelVersion } from "./modelInputs";
import { neededCapacity, quotaModel, region, sku } from "./quotaInputs";

const usageShape = objectOf({
  name: text("Such as OpenAI.GlobalStandard.gpt-4.1; a model's skus tell which one they draw on"),
  label: orNull(text("The same in words")),
  sku: orNull(text("The kind of deployment that draws on it")),
  models: described("Ids of the models that draw on it, as far as their list says so", listOf(text())),
  used: orNull(number("What deployments of the subscription have of it in the region")),
  limit: orNull(number("What the subscription may have of it there")),
  free: orNull(number("What is left; null where used or limit is not told")),
  unit: orNull(text("thousandTokensPerMinute, provisionedUnits, or as the service calls it")),
  status: orNull(text("As the service gives it, such as Blocked")),
  resetsAt: orNull(text("ISO time, where the quota is renewed")),
});

/** Lists what a subscription may use in a region, and uses. */
export const listQuotaUsage = managementAction({
  label: "List Quota Usage",
  description: "List what the subscription may use of each quota in a region, what it uses, and what is left",
  directions:
    "The service principal needs the role Cognitive Services Usages Reader, or Reader, on the subscription.",
  inputs: {
    connection,
    region,
    modelName: quotaModel,
    modelVersion: optionally(modelVersion, {
      comments: "Of Model Name, the quotas of this version alone. Empty means those of all versions.",
    }),
    sku,
    neededCapacity,
    ...accountInputs,
    requestOptions,
  },
  effect: "reads",
  run: (manager, params) => quotaUsage(manager, params),
  output: objectOf({
    answer: orNull(
      text<"enough" | "notEnough" | "notKnown">(
        "enough, notEnough or notKnown for Needed Capacity; null without one",
      ),
    ),
    reason: orNull(text("The numbers behind the answer and what to do, or why it is not known")),
    data: described("The quotas", listOf(usageShape)),
    count: number("How many quotas are listed"),
    region: orNull(text("Where they are; null where that is not known")),
    accountLimits: described(
      "The account's own limits, such as MaxFineTuneCount; empty where it was not read",
      listOf(objectOf({ name: text(), limit: orNull(number("Null where the account tells none")) })),
    ),
    lookedUpAt: text("ISO time of the look-up: another deployment may take what is left"),
    warnings: described("What could not be read", listOf(text())),
  }),
  example: {
    answer: "enough",
    reason: "OpenAI.GlobalStandard.gpt-4.1: 50 needed, 940 free, 60 used of 1000.",
    data: [
      {
        name: "OpenAI.GlobalStandard.gpt-4.1",
        label: "Tokens Per Minute (thousands) - gpt-4.1 - GlobalStandard",
        sku: "GlobalStandard",
        models: ["gpt-4.1-2025-04-14"],
        used: 60,
        limit: 1000,
        free: 940,
        unit: "thousandTokensPerMinute",
        status: null,
        resetsAt: null,
      },
    ],
    count: 1,
    region: "swedencentral",
    accountLimits: [{ name: "MaxFineTuneCount", limit: 500 }],
    lookedUpAt: "2026-11-26T09:00:00.000Z",
    warnings: [],
  },
});
