import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { responsesContentFilterError, standardError } from "../../server/errorShapes";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import { refusedPrompt } from "../chat/contentFilter";
import { itemsOf } from "./chatOf";
import { composeOutput } from "./composeOutput";
import { missingStore, type SearchedStores } from "./fileSearch";
import { refuseItems, refuseLongInput, refuseResponse } from "./refuseResponse";
import { type Item, type KeptResponse, newId, type ResponseStore } from "./responseStore";
import { showResponse } from "./showResponse";
import { streamResponse } from "./streamResponse";

/** What responses live in. */
interface ResponseSurroundings {
  store: ResponseStore;
  models: FineTunedModels;
  shelf: SearchedStores;
  /** Told of a background response that is to be followed to its end. */
  follow(response: KeptResponse): void;
}

/** Responses, what they were made of, and the files of their containers. */
export const responseRoutes = (surroundings: ResponseSurroundings): Route[] => {
  const { store } = surroundings;
  const withKept =
    (answer: (response: KeptResponse, request: RouteRequest) => Answer) =>
    (request: RouteRequest): Answer => {
      const response = store.responses.get(request.id);
      return response === undefined
        ? refuseMissing(`Response with id '${request.id}' not found.`, request.api)
        : answer(response, request);
    };
  return [
    {
      method: "POST",
      path: "/responses",
      model: { isInDeployment: false, isForBatches: true, dataAction: "responses/write" },
      answer: (request) => createResponse(request, surroundings),
    },
    {
      method: "GET",
      path: "/responses/{id}",
      answer: withKept((response) => jsonAnswer(showResponse(response, store))),
    },
    { method: "GET", path: "/responses/{id}/input_items", answer: withKept(listItems) },
    { method: "POST", path: "/responses/{id}/cancel", answer: withKept((kept) => cancel(kept, store)) },
    {
      method: "DELETE",
      path: "/responses/{id}",
      answer: withKept(({ id }, { api }) => {
        store.responses.delete(id);
        return jsonAnswer({ id, object: api === "openai" ? "response" : "response.deleted", deleted: true });
      }),
    },
    {
      method: "GET",
      path: "/containers/{id}/files/{any}/content",
      answer: (request) => readContainerFile(request, store),
    },
  ];
};

const readContainerFile = ({ id, operation, api }: RouteRequest, store: ResponseStore): Answer => {
  const fileId = operation.split("/")[4] ?? "";
  const bytes = store.findFile(id, fileId);
  return bytes === undefined
    ? refuseMissing(`Container file '${fileId}' not found.`, api)
    : { status: 200, contentType: "application/octet-stream", body: bytes };
};

/** What the service keeps of the conversation that a request goes on with. */
const keptBefore = ({ previous_response_id: previous, conversation }: Item, store: ResponseStore): Item[] => {
  const response = typeof previous === "string" ? store.responses.get(previous) : undefined;
  if (response !== undefined) return [...response.input, ...response.output];
  return typeof conversation === "string" ? (store.conversations.get(conversation) ?? []) : [];
};

const keep = (response: KeptResponse, { store, follow }: ResponseSurroundings): void => {
  const { body, id, input, output } = response;
  if (body["store"] !== false) store.responses.set(id, response);
  const { conversation } = body;
  if (typeof conversation === "string") store.conversations.set(conversation, [...input, ...output]);
  if (body["background"] === true) follow(response);
};

const createResponse = async (request: RouteRequest, surroundings: ResponseSurroundings): Promise<Answer> => {
  const { body, api, runs, headers } = request;
  const { store, models, shelf } = surroundings;
  const refused = refusedPrompt(JSON.stringify(body));
  if (refused) return jsonAnswer(responsesContentFilterError(refused), 400);
  const refusal = refuseResponse(body, api, store);
  if (refusal !== undefined) return jsonAnswer(refusal.body, refusal.status);
  const missing = missingStore(body["tools"], shelf);
  if (missing !== undefined) return refuseMissing(`Vector store with id ['${missing}'] not found.`, api);
  const drawsImages = JSON.stringify(body["tools"] ?? []).includes('"image_generation"');
  if (api !== "openai" && drawsImages && headers["x-ms-oai-image-generation-deployment"] === undefined)
    return refuseField(
      "tools",
      "The header x-ms-oai-image-generation-deployment is required for image_generation.",
    );
  const before = keptBefore(body, store);
  const items = itemsOf(body["input"]).map((item) => ({ id: newId("msg"), ...item }));
  const input = [...before, ...items];
  const wrong = refuseItems(items, before) ?? (await refuseLongInput(body, input));
  if (wrong !== undefined) return jsonAnswer(wrong.body, wrong.status);
  const response = {
    id: newId("resp"),
    api,
    body,
    createdAtMs: store.nowMs(),
    input,
    ...(await composeOutput({ body, runs, input }, { models, store, shelf })),
  };
  keep(response, surroundings);
  const shown = showResponse(response, store, body["background"] === true ? "queued" : undefined);
  return body["stream"] === true ? streamResponse(shown) : jsonAnswer(shown);
};

/** The newest first, unless the request asks for the other order. */
const listItems = ({ input }: KeptResponse, { query }: RouteRequest): Answer => {
  const items = input.map((item) => ({ ...item, id: String(item["id"]) }));
  const ordered = query.get("order") === "asc" ? items : items.reverse();
  const cut = cursorPage(ordered, query, { byDefault: 20, maximum: 100 });
  return "refusal" in cut ? cut.refusal : jsonAnswer(cut.page);
};

const cancel = (response: KeptResponse, store: ResponseStore): Answer => {
  if (response.body["background"] !== true)
    return jsonAnswer(standardError({ message: "Cannot cancel a synchronous response." }), 400);
  const status = store.statusOf(response);
  if (status === "queued" || status === "in_progress") response.cancelledAtMs = store.nowMs();
  return jsonAnswer(showResponse(response, store));
};
