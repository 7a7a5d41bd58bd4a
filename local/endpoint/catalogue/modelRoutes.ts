import type { Api } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import { gatewayError, standardError } from "../server/errorShapes";
import type { Route, RouteRequest } from "../server/route";
import { type CatalogueModel, catalogue } from "./catalogueModels";
import type { FineTunedModel, FineTunedModels } from "./fineTunedModels";
import type { Retirements } from "./retirements";

const unixSeconds = (day: string) => Date.parse(`${day}T00:00:00Z`) / 1000;

const leanEntry = (model: CatalogueModel) => ({
  id: model.id,
  object: "model",
  created: unixSeconds(model.createdOn),
  owned_by: "system",
});

/** Azure lists what the region offers, in more words than OpenAI; no flag tells images or audio. */
const richEntry = (model: CatalogueModel, endsOn = model.inferenceEndsOn) => {
  const isEmbeddings = model.ability === "embeddings";
  return {
    id: model.id,
    object: "model",
    status: "succeeded",
    lifecycle_status: isLegacy(model.id) ? "legacy" : "generally-available",
    created_at: unixSeconds(model.createdOn),
    created: unixSeconds(model.createdOn),
    owned_by: "system",
    deprecation: {
      ...(endsOn === undefined ? {} : { inference: unixSeconds(endsOn) }),
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

const isLegacy = (id: string): boolean => id.startsWith("gpt-4") || id.startsWith("o4");

/** A model that was trained here, as either service lists it. */
const trainedEntry = ({ name, base, createdAtMs }: FineTunedModel, api: Api, endsOn: string | undefined) => {
  const created = Math.floor(createdAtMs / 1000);
  const lean = {
    id: name,
    object: "model",
    created,
    owned_by: api === "openai" ? "org-local" : "organization",
  };
  if (api === "openai") return lean;
  return {
    ...lean,
    status: "succeeded",
    lifecycle_status: "generally-available",
    created_at: created,
    model: base,
    deprecation: endsOn === undefined ? {} : { inference: unixSeconds(endsOn) },
    capabilities: {
      ...{ inference: true, chat_completion: true, completion: false, embeddings: false, fine_tune: true },
    },
  };
};

/** The catalogue of the region and the models that were trained, which is not the list of deployments. */
export const modelRoutes = (trained: FineTunedModels, retirements: Retirements): Route[] => [
  { method: "GET", path: "/models", answer: ({ api }) => answerModels(api, trained, retirements) },
  { method: "GET", path: "/models/{id}", answer: (request) => answerModel(request, trained, retirements) },
  { method: "DELETE", path: "/models/{id}", answer: (request) => deleteModel(request, trained) },
];

/** OpenAI runs moderation as a model. */
const moderation: CatalogueModel = {
  id: "omni-moderation-latest",
  ability: "other",
  createdOn: "2024-11-15",
};

/** OpenAI lists a model as long as it runs; Azure goes on listing it, with the day on which it ended. */
const modelsOf = (api: Api, retirements: Retirements): CatalogueModel[] =>
  api === "openai"
    ? [...catalogue, moderation].filter(({ id }) => !retirements.isOver(retirements.dayOfModel(id)))
    : [...catalogue];

const entryOf = (model: CatalogueModel, api: Api, retirements: Retirements) =>
  api === "openai" ? leanEntry(model) : richEntry(model, retirements.dayOfModel(model.id));

const isRunning = ({ name }: FineTunedModel, api: Api, retirements: Retirements): boolean =>
  api !== "openai" || !retirements.isOver(retirements.dayOf(name));

const answerModels = (api: Api, trained: FineTunedModels, retirements: Retirements): Answer =>
  jsonAnswer({
    object: "list",
    data: [
      ...modelsOf(api, retirements).map((model) => entryOf(model, api, retirements)),
      ...trained
        .list()
        .filter((model) => isRunning(model, api, retirements))
        .map((model) => trainedEntry(model, api, retirements.dayOf(model.name))),
    ],
  });

const answerModel = (
  { api, id }: RouteRequest,
  trained: FineTunedModels,
  retirements: Retirements,
): Answer => {
  const model = modelsOf(api, retirements).find((candidate) => candidate.id === id);
  if (model !== undefined) return jsonAnswer(entryOf(model, api, retirements));
  const found = trained.find(id);
  return found === undefined || !isRunning(found, api, retirements)
    ? refuseUnknownModel(id, api)
    : jsonAnswer(trainedEntry(found, api, retirements.dayOf(id)));
};

/** Models that were trained can be deleted, as long as nothing runs them. */
const deleteModel = ({ api, id }: RouteRequest, trained: FineTunedModels): Answer => {
  if (catalogue.some((model) => model.id === id)) {
    const message = `The model '${id}' can't be deleted: it is a base model.`;
    return api === "openai"
      ? jsonAnswer(standardError({ message, code: "insufficient_permissions" }), 403)
      : jsonAnswer(gatewayError("forbidden", message), 403);
  }
  if (trained.find(id) === undefined) return refuseUnknownModel(id, api);
  if (trained.isDeployed(id)) {
    const message = `The model '${id}' can't be deleted while a deployment runs it.`;
    return jsonAnswer(gatewayError("conflict", message), 409);
  }
  trained.remove(id);
  return api === "azureDated"
    ? { status: 204, body: undefined }
    : jsonAnswer({ id, object: "model", deleted: true });
};

const refuseUnknownModel = (id: string, api: Api): Answer => {
  if (api !== "openai") {
    return jsonAnswer(gatewayError("ResourceNotFound", `The model '${id}' was not found.`), 404);
  }
  if (!id.startsWith("ft:")) return jsonAnswer(modelNotFoundError(id), 404);
  return jsonAnswer(standardError({ message: "That model does not exist", param: "model" }), 404);
};

/** OpenAI's answer for a model that does not exist or is out of reach. */
export const modelNotFoundError = (id: string) =>
  standardError({
    message: `The model \`${id}\` does not exist or you do not have access to it.`,
    code: "model_not_found",
  });
