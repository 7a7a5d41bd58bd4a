import { type Model, modelShape } from "../../output/model";
import { described, listOf, number, objectOf, orNull, text } from "../../output/shape";

/** Where models were read, and what is to be done soon. */
export const sourceProperties = {
  source: text<"resourceManager" | "service">(
    "resourceManager, or service where Azure Resource Manager can't be read: its list tells less",
  ),
  sourceReason: orNull(text("Why Azure Resource Manager was not read; null where it was")),
  warnings: described(
    "What is to be done soon, such as before calls end within 60 days or where fine-tuning closes",
    listOf(text()),
  ),
};

/** Models of a catalogue. */
export const modelListShape = objectOf({
  data: described("The models, sorted by name and version", listOf(modelShape)),
  count: number("How many models are listed"),
  ...sourceProperties,
});

/** A model as examples show it. */
export const exampleModel: Model = {
  id: "gpt-4.1-2025-04-14",
  name: "gpt-4.1",
  version: "2025-04-14",
  format: "OpenAI",
  lifecycle: "generallyAvailable",
  isDefaultVersion: true,
  isFineTuned: false,
  baseModel: null,
  abilities: ["chat", "responses", "batch", "fine-tuning"],
  fineTuning: { isOffered: true, methods: ["supervised", "preference"] },
  retirement: {
    inference: "2027-04-14T00:00:00.000Z",
    fineTuning: "2027-04-14T00:00:00.000Z",
    status: "planned",
    daysLeft: 139,
    isRetired: false,
  },
  replacement: { name: "gpt-5.4", version: "2026-03-05", upgradesFrom: "2027-03-14T00:00:00.000Z" },
  contextTokens: 1_047_576,
  outputTokens: 32_768,
  skus: [
    {
      name: "GlobalStandard",
      usageName: "OpenAI.GlobalStandard.gpt-4.1",
      capacity: { minimum: 1, maximum: 1_000_000, step: 1, default: 10, allowed: null },
      retiresAt: "2027-04-14T00:00:00.000Z",
    },
  ],
  deployments: ["my-chat"],
  raw: { kind: "OpenAI", skuName: "S0", model: { format: "OpenAI", name: "gpt-4.1", version: "2025-04-14" } },
};
