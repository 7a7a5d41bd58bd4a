import { azureModels, findModel } from "./azureModels";
import { trainableModels } from "./trainableModels";

type Ability = "chat" | "embeddings" | "other";

/** A base model as the catalogue has it. */
export interface CatalogueModel {
  id: string;
  ability: Ability;
  createdOn: string;
  /** The day inference ends on Azure, when one is announced. */
  inferenceEndsOn?: string;
  /** The day fine-tuning ends on Azure; absent when the model can't be tuned, or not without its version. */
  fineTuneEndsOn?: string;
}

/** A model by its name, or with its version behind; its days are those of Azure, whose versions are days as well. */
const entry = (id: string, ability: Ability, createdOn?: string): CatalogueModel => {
  const { version = "", inferenceEndsOn } = findModel(azureModels, id) ?? {};
  return {
    ...{ id, ability, createdOn: createdOn ?? version },
    ...(inferenceEndsOn === undefined ? {} : { inferenceEndsOn }),
  };
};

/** A model that can be trained, of which nothing is said but until when. */
const trainableEntry = ({ id }: (typeof trainableModels)[number]): CatalogueModel => {
  const { version = "", fineTuneEndsOn } = findModel(azureModels, id) ?? {};
  return {
    ...{ id, ability: "chat", createdOn: version },
    ...(fineTuneEndsOn === undefined ? {} : { fineTuneEndsOn }),
  };
};

/** Current models as of November 2026. */
export const catalogue: readonly CatalogueModel[] = [
  ...[
    ...["gpt-6.1-sol", "gpt-6-sol", "gpt-6-luna", "gpt-5.6-sol", "gpt-5.4", "gpt-5.4-mini"],
    ...["gpt-4.1", "gpt-4.1-mini"],
  ].map((id) => entry(id, "chat")),
  entry("text-embedding-3-small", "embeddings", "2024-01-25"),
  entry("text-embedding-3-large", "embeddings", "2024-01-25"),
  entry("gpt-image-2", "other"),
  entry("gpt-image-2.5-flare", "other", "2026-09-01"),
  entry("gpt-transcribe", "other"),
  entry("gpt-4o-mini-tts", "other"),
  ...trainableModels.map(trainableEntry),
];

/** What a catalogue name is known to do; undefined for a deployment name that the customer chose. */
export const knownAbility = (name: string): Ability | undefined =>
  catalogue.find((candidate) => candidate.id === name)?.ability;
