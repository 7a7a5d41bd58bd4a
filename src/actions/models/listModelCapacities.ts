import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { optionally } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";
import { managementAction } from "../../output/managementAction";
import { described, listOf, number, objectOf, orNull, text } from "../../output/shape";
import { modelCapacities } from "../../tasks/models/modelCapacities";
import { modelVersion } from "./modelInputs";
import { includeQuota, modelFormat, modelName, region, sku } from "./quotaInputs";

const capacityShape = objectOf({
  location: text("The region"),
  sku: text("The kind of deployment"),
  free: orNull(number("What the platform has free for a deployment of the model")),
  freeForFineTuning: orNull(number("The same for a deployment of a model that was made from it")),
  quotaFree: orNull(number("What the subscription's quota has left; null where it was not looked up")),
  deployable: orNull(
    number("The smaller of both: the largest capacity of a new deployment; null where one is not known"),
  ),
});

/** Lists where the platform has room for deployments of a model. */
export const listModelCapacities = managementAction({
  label: "List Model Capacities",
  description: "List how much capacity is free for a model, by region and SKU",
  directions: "The service principal needs the role Reader on the subscription.",
  inputs: {
    connection,
    modelName,
    modelVersion,
    modelFormat,
    region: optionally(region, { comments: "The Azure region to look in. Empty lists every region." }),
    sku,
    includeQuota,
    ...accountInputs,
    requestOptions,
  },
  effect: "reads",
  run: (manager, params) => modelCapacities(manager, params),
  output: objectOf({
    data: described("The regions and kinds of deployments", listOf(capacityShape)),
    count: number("How many entries are listed"),
    model: described(
      "The model that was asked for, its version looked up where none was entered",
      objectOf({ name: text("Its name"), version: text("Its version"), format: text("Such as OpenAI") }),
    ),
    lookedUpAt: text("ISO time of the look-up: what is free changes all the time"),
    warnings: described("What could not be read", listOf(text())),
  }),
  example: {
    data: [
      {
        location: "swedencentral",
        sku: "GlobalStandard",
        free: 300,
        freeForFineTuning: 10,
        quotaFree: 940,
        deployable: 300,
      },
    ],
    count: 1,
    model: { name: "gpt-4.1", version: "2025-04-14", format: "OpenAI" },
    lookedUpAt: "2026-11-26T09:00:00.000Z",
    warnings: [],
  },
});
