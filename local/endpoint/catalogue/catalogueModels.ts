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

/** Current models as of November 2026; days of retirement are Azure's. */
export const catalogue: readonly CatalogueModel[] = [
  { id: "gpt-6.1-sol", ability: "chat", createdOn: "2026-09-29" },
  { id: "gpt-6-sol", ability: "chat", createdOn: "2026-09-22" },
  { id: "gpt-6-luna", ability: "chat", createdOn: "2026-09-22" },
  { id: "gpt-5.6-sol", ability: "chat", createdOn: "2026-07-09", inferenceEndsOn: "2028-01-11" },
  { id: "gpt-5.4", ability: "chat", createdOn: "2026-03-05", inferenceEndsOn: "2027-09-02" },
  { id: "gpt-5.4-mini", ability: "chat", createdOn: "2026-03-17", inferenceEndsOn: "2027-09-21" },
  { id: "gpt-4.1", ability: "chat", createdOn: "2025-04-14", inferenceEndsOn: "2027-04-14" },
  { id: "gpt-4.1-mini", ability: "chat", createdOn: "2025-04-14", inferenceEndsOn: "2027-04-14" },
  {
    id: "text-embedding-3-small",
    ability: "embeddings",
    createdOn: "2024-01-25",
    inferenceEndsOn: "2028-02-09",
  },
  {
    id: "text-embedding-3-large",
    ability: "embeddings",
    createdOn: "2024-01-25",
    inferenceEndsOn: "2028-02-09",
  },
  { id: "gpt-image-2", ability: "other", createdOn: "2026-04-21", inferenceEndsOn: "2027-10-21" },
  { id: "gpt-image-2.5-flare", ability: "other", createdOn: "2026-09-01" },
  { id: "gpt-transcribe", ability: "other", createdOn: "2026-08-01" },
  ...trainableModels.map(
    ({ id, createdOn, trainingEndsOn }): CatalogueModel => ({
      ...{ id, ability: "chat", createdOn, fineTuneEndsOn: trainingEndsOn },
    }),
  ),
];

/** What a catalogue name is known to do; undefined for a deployment name that the customer chose. */
export const knownAbility = (name: string): Ability | undefined =>
  catalogue.find((candidate) => candidate.id === name)?.ability;
