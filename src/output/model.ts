import { anything, described, flag, listOf, number, type Of, objectOf, orNull, text } from "./shape";

const date = (description: string) => orNull(text(`${description}, in ISO form`));

const capacityShape = described(
  "How many units a deployment may have; a field is null where the service sets no such rule",
  objectOf({
    minimum: orNull(number()),
    maximum: orNull(number()),
    step: orNull(number("Capacity is a multiple of it")),
    default: orNull(number()),
    allowed: orNull(
      listOf(number("One of the capacities that are taken, where not all between the bounds are")),
    ),
  }),
);

const skuShape = objectOf({
  name: text("Such as GlobalStandard"),
  usageName: orNull(text("The quota that a deployment draws on: name in List Quota Usage")),
  capacity: capacityShape,
  retiresAt: date("When the service ends deployments of this SKU"),
});

/** A model of a service's catalogue, in one form wherever it was read. */
export const modelShape = objectOf({
  id: text("Name and version: what a fine-tuning job takes as its model"),
  name: text("The model's name, which a deployment is made with"),
  version: orNull(text("Null where the list does not tell it")),
  format: orNull(
    text("Whose form the model has, such as OpenAI or Mistral AI; a deployment is made with it"),
  ),
  lifecycle: orNull(
    text(
      "preview, generallyAvailable, deprecating, deprecated or legacy; null where the service does not say",
    ),
  ),
  isDefaultVersion: orNull(flag("True for the version that a deployment gets which names none")),
  isFineTuned: flag("True for a model that a fine-tuning job made"),
  baseModel: orNull(text("What a fine-tuned model was made from")),
  abilities: described(
    "What it can do, such as chat, responses, embeddings, images, batch or fine-tuning; empty where nothing is known",
    listOf(text()),
  ),
  fineTuning: described(
    "Whether it can be trained, and how",
    objectOf({
      isOffered: orNull(flag("True when new jobs can be made from it; null where the service does not say")),
      methods: described(
        "supervised, preference and reinforcement, as far as the model's name tells them",
        listOf(text()),
      ),
    }),
  ),
  retirement: described(
    "When it ends",
    objectOf({
      inference: date("When the service ends all calls"),
      fineTuning: date("When the service ends new fine-tuning jobs"),
      status: orNull(text("planned or tentative; null where the service does not say")),
      daysLeft: orNull(number("Days until the calls end, below zero when they have ended")),
      isRetired: flag("True when the calls have ended"),
    }),
  ),
  replacement: orNull(
    described(
      "The model that the service replaces it with; null where it names none",
      objectOf({
        name: orNull(text("The model that takes its place")),
        version: orNull(text("Its version")),
        upgradesFrom: date("When deployments with automatic upgrades begin to move"),
      }),
    ),
  ),
  contextTokens: orNull(number("Tokens that fit into a call")),
  outputTokens: orNull(number("Tokens that an answer can have")),
  skus: described(
    "The kinds of deployments that it can have; empty where they are not known",
    listOf(skuShape),
  ),
  deployments: orNull(
    described("The names of its deployments in the account; null where they can't be read", listOf(text())),
  ),
  raw: anything("The entry as the service gives it"),
});

/** A model of a service's catalogue. */
export type Model = Of<typeof modelShape>;

/** One of the kinds of deployments that a model can have. */
export type ModelSku = Of<typeof skuShape>;
