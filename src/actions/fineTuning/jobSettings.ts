import { structuredObjectInput } from "@prismatic-io/spectral";
import { jsonInput, objectInput } from "../../inputs/jsonInput";
import { flagInput, numberInput, pairsInput } from "../../inputs/kinds";
import { cleanMetadata } from "../../inputs/metadata";
import { isObject, type JsonObject } from "../../text/isObject";

/** The services take 16; one is the connector's own. */
const mostPairs = 15;

/** What is seldom set of a job. */
export const jobSettings = structuredObjectInput({
  label: "Job Settings",
  comments: "Notes to keep with a job, where it is followed, and what the form has no input for.",
  inputs: {
    seed: numberInput({
      label: "Seed",
      comments: "The same seed with the same settings trains much the same model.",
      example: "42",
      range: { min: 0, max: 2_147_483_647, isInteger: true },
    }),
    metadata: {
      ...pairsInput({
        label: "Metadata",
        keyLabel: "Name",
        comments: `Up to ${mostPairs} pairs to keep with the job: names of up to 64 characters, values of up to 512. step_run is added.`,
        placeholder: "Enter a value",
        example: "source: support tickets",
      }),
      clean: cleanMetadata(mostPairs),
    },
    integrations: jsonInput<JsonObject[]>(
      {
        label: "Integrations",
        comments:
          "Where the service sends metrics: a JSON list of up to 5. Weights & Biases is the one there is.",
        placeholder: "Enter a JSON list",
        example: '[{"type": "wandb", "wandb": {"project": "support"}}]',
      },
      (value, refuseIt) =>
        Array.isArray(value) && value.length <= 5 && value.every(isObject) ? value : refuseIt(),
    ),
    allowSameFile: flagInput({
      label: "Allow Same File",
      default: "false",
      comments: "When true, the training file may be the validation file as well, which measures nothing.",
    }),
    extraParameters: objectInput({
      label: "Extra Parameters",
      comments: "A JSON object that is merged into the request as it is, over what the form says.",
      placeholder: "Enter a JSON object",
      example: '{"trainingType": "GlobalStandard"}',
    }),
  },
});
