import type { Api } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import { gatewayError, standardError } from "../server/errorShapes";
import type { Route } from "../server/route";

type Ability = "chat" | "embeddings" | "other";

interface CatalogueModel {
  id: string;
  ability: Ability;
  createdOn: string;
  /** The day inference ends on Azure, when one is announced. */
  inferenceEndsOn?: string;
  /** The day fine-tuning ends on Azure; absent when the model cannot be tuned. */
  fineTuneEndsOn?: string;
}

/** Current models as of November 2026; days of retirement are Azure's. */
const catalogue: CatalogueModel[] = [
  { id: "gpt-6.1-sol", ability: "chat", createdOn: "2026-09-29" },
  { id: "gpt-6-sol", ability: "chat", createdOn: "2026-09-22" },
  { id: "gpt-6-luna", ability: "chat", createdOn: "2026-09-22" },
  { id: "gpt-5.6-sol", ability: "chat", createdOn: "2026-07-09", inferenceEndsOn: "2028-01-11" },
  { id: "gpt-5.4", ability: "chat", createdOn: "2026-03-05", inferenceEndsOn: "2027-09-02" },
  { id: "gpt-5.4-mini", ability: "chat", createdOn: "2026-03-17", inferenceEndsOn: "2027-09-21" },
  {
    id: "gpt-4.1",
    ability: "chat",
    createdOn: "2025-04-14",
    inferenceEndsOn: "2027-04-14",
    fineTuneEndsOn: "2027-04-14",
  },
  {
    id: "gpt-4.1-mini",
    ability: "chat",
    createdOn: "2025-04-14",
    inferenceEndsOn: "2027-04-14",
    fineTuneEndsOn: "2027-04-14",
  },
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
];

const unixSeconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

const leanEntry = (model: CatalogueModel) => ({
  id: model.id,
  object: "model",
  created: unixSeconds(model.createdOn),
  owned_by: "system",
});

/** Azure lists what the region offers, in more words than OpenAI; no flag tells images or audio. */
const richEntry = (model: CatalogueModel) => {
  const isEmbeddings = model.ability === "embeddings";
  return {
    id: model.id,
    object: "model",
    status: "succeeded",
    lifecycle_status: model.id.startsWith("gpt-4") ? "legacy" : "generally-available",
    created_at: unixSeconds(model.createdOn),
    created: unixSeconds(model.createdOn),
    owned_by: "system",
    deprecation: {
      ...(model.inferenceEndsOn === undefined ? {} : { inference: unixSeconds(model.inferenceEndsOn) }),
      ...(model.fineTuneEndsOn === undefined ? {} : { fine_tune: unixSeconds(model.fineTuneEndsOn) }),
    },
    capabilities: {
      inference: true,
      chat_completion: model.ability === "chat",
      completion: false,
      embeddings: isEmbeddings,
      fine_tune: model.fineTuneEndsOn !== undefined,
    },
  };
};

/** The catalogue of the region, which is not the list of deployments. */
export const modelRoutes = (): Route[] => [
  { method: "GET", path: "/models", answer: ({ api }) => answerModels(api) },
  {
    method: "GET",
    path: "/models/{id}",
    answer: ({ api, id }) => answerModel(api, decodeURIComponent(id)),
  },
];

const answerModels = (api: Api): Answer =>
  jsonAnswer({
    object: "list",
    data: catalogue.map(api === "openai" ? leanEntry : richEntry),
  });

const answerModel = (api: Api, id: string): Answer => {
  const model = catalogue.find((candidate) => candidate.id === id);
  if (model !== undefined) return jsonAnswer(api === "openai" ? leanEntry(model) : richEntry(model));
  if (api === "openai") return jsonAnswer(modelNotFoundError(id), 404);
  return jsonAnswer(gatewayError("ResourceNotFound", `The model '${id}' was not found.`), 404);
};

/** OpenAI's answer for a model that does not exist or is out of reach. */
export const modelNotFoundError = (id: string) =>
  standardError({
    message: `The model \`${id}\` does not exist or you do not have access to it.`,
    code: "model_not_found",
  });

/** What a catalogue name is known to do; undefined for a deployment name that the customer chose. */
export const knownAbility = (name: string): Ability | undefined =>
  catalogue.find((candidate) => candidate.id === name)?.ability;
