import type { DeploymentStore, LookedUp } from "../catalogue/deploymentStore";
import { modelNotFoundError } from "../catalogue/modelRoutes";
import type { Address, Api } from "../server/address";
import { type Answer, isRecord, jsonAnswer } from "../server/answer";
import type { ArrivedRequest } from "../server/answeringServer";
import {
  deploymentNotFoundError,
  deploymentPausedError,
  modelDeprecatedError,
  modelShutDownError,
  resourceNotFoundError,
  standardError,
} from "../server/errorShapes";
import { type FormPart, parseMultipart } from "../server/parseMultipart";
import type { RecordedRequest } from "../server/recordedRequest";
import { refuseForm } from "../server/refusals";
import { findRoute, type Route, type RouteRequest } from "../server/route";
import type { EndpointControls } from "./endpointControls";
import { estimateTokens } from "./quota";

/** What an answer may depend on besides the request. */
export interface EndpointState {
  deployments: DeploymentStore;
  controls: EndpointControls;
  routes: readonly Route[];
}

/** 404 for a path that nobody serves. */
export const answerUnknownPath = ({ method, path }: RecordedRequest, api: Api): Answer =>
  api === "openai"
    ? jsonAnswer(standardError({ message: `Invalid URL (${method} ${path})` }), 404)
    : jsonAnswer(resourceNotFoundError(), 404);

/** Hands a request that was let in to the route that it is for. */
export const answerRequest = async (
  arrived: ArrivedRequest,
  address: Address,
  state: EndpointState,
): Promise<Answer> => {
  const { recorded, url, bytes } = arrived;
  const { method } = recorded;
  const { api, operation, deployment } = address;
  const found = findRoute(state.routes, method, address);
  if (found === undefined) return answerUnknownPath(recorded, api);
  const read = readBody(arrived);
  if ("refusal" in read) return read.refusal;
  const { route, id } = found;
  const named = read.body["model"];
  const model = deployment ?? (typeof named === "string" ? named : "");
  const lookedUp = state.deployments.lookUp(model, api);
  const request = {
    method,
    operation,
    api,
    query: url.searchParams,
    headers: recorded.headers,
    model,
    runs: lookedUp.model,
    id,
    ...read,
  };
  return route.model === undefined
    ? route.answer(request)
    : answerByModel(route, request, bytes.length, { lookedUp, controls: state.controls });
};

/** Runs a model: within the quota, and only one that is deployed. */
const answerByModel = async (
  route: Route,
  request: RouteRequest,
  bodyBytes: number,
  { controls, lookedUp }: { controls: EndpointControls; lookedUp: LookedUp },
): Promise<Answer> => {
  const { api, body, model } = request;
  const { headers, refusal } = controls.quota.spend(estimateTokens(bodyBytes, body), api);
  const answer =
    refusal ??
    refuseModel(model, api, lookedUp) ??
    refuseApi(request, lookedUp) ??
    controls.filter.refuse(request) ??
    (await route.answer(request));
  return { ...answer, headers: { ...headers, ...answer.headers } };
};

const refuseModel = (model: string, api: Api, { state }: LookedUp): Answer | undefined => {
  if (model === "") {
    const message = "Missing required parameter: 'model'.";
    return jsonAnswer(standardError({ message, param: "model", code: "missing_required_parameter" }), 400);
  }
  if (state === "served") return undefined;
  if (state === "paused") return jsonAnswer(deploymentPausedError(), 423);
  if (state === "retired") return { ...refuseRetired(model, api), decidedBy: "retirement" };
  if (state === "unfiltered") {
    const message = "Your request contains invalid content filter policy. Please provide a valid policy.";
    return jsonAnswer(standardError({ message }), 400);
  }
  return api === "openai"
    ? jsonAnswer(modelNotFoundError(model), 404)
    : jsonAnswer(deploymentNotFoundError(), 404);
};

const refuseRetired = (model: string, api: Api): Answer =>
  api === "openai" ? jsonAnswer(modelShutDownError(model), 404) : jsonAnswer(modelDeprecatedError(), 410);

/** The two APIs for chat: the capability of each, and its operation in Azure's refusals. */
const chatApis: Record<string, { capability: string; operation: string; other: string }> = {
  "/chat/completions": {
    capability: "chatCompletion",
    operation: "chatCompletion",
    other: "This model is only supported in v1/responses and not in v1/chat/completions.",
  },
  "/responses": {
    capability: "responses",
    operation: "responses",
    other: "This model is not supported in the v1/responses endpoint.",
  },
};

/** Some models answer one of the two APIs alone. */
const refuseApi = (
  { operation, api }: RouteRequest,
  { model, capabilities = [] }: LookedUp,
): Answer | undefined => {
  const asked = chatApis[operation];
  const isOfChat = Object.values(chatApis).some(({ capability }) => capabilities.includes(capability));
  if (asked === undefined || !isOfChat || capabilities.includes(asked.capability)) return undefined;
  if (api === "openai") return jsonAnswer(standardError({ message: asked.other, param: "model" }), 404);
  const message = `The ${asked.operation} operation does not work with the specified model, ${model}. Please choose different model and try again.`;
  return jsonAnswer({ error: { code: "OperationNotSupported", message } }, 400);
};

type ReadBody = Pick<RouteRequest, "body" | "form">;

const readBody = ({ recorded, bytes }: ArrivedRequest): ReadBody | { refusal: Answer } => {
  if (bytes.length === 0) return { body: {}, form: undefined };
  const contentType = recorded.headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/")) {
    const form = parseMultipart(contentType, bytes);
    return form === undefined ? { refusal: refuseForm() } : { body: textsOf(form), form };
  }
  if (isRecord(recorded.bodyJson)) return { body: recorded.bodyJson, form: undefined };
  const message = "We could not parse the JSON body of your request: a JSON object was expected.";
  return { refusal: jsonAnswer(standardError({ message }), 400) };
};

/** The text fields of a form. */
const textsOf = (form: readonly FormPart[]): Record<string, string> =>
  Object.fromEntries(
    form
      .filter(({ fileName }) => fileName === undefined)
      .map(({ name, bytes }) => [name, bytes.toString("utf8", 0, longestTextBytes)]),
  );

/** No field of a form is longer, and a file that came without a name would be a text of its size. */
const longestTextBytes = 1024 * 1024;
