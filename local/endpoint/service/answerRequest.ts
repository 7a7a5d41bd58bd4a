import { answerModel, answerModels, modelNotFoundError } from "../catalogue/modelRoutes";
import type { ModelRunner } from "../models/modelRunner";
import { type AimockFront, isServedByAimock } from "../models/responses/responseRoutes";
import { type Flavour, isInference, type ParsedRoute, type Route } from "../server/address";
import { type Answer, isRecord, jsonAnswer } from "../server/answer";
import {
  deploymentNotFoundError,
  gatewayError,
  resourceNotFoundError,
  standardError,
} from "../server/errorShapes";
import type { RecordedRequest } from "../server/recordedRequest";
import { findResource, type ResourceRoute } from "../server/route";
import { estimateTokens, type Quota } from "./quota";

/** What an answer may depend on besides the request. */
export interface EndpointState {
  deployments: string[] | undefined;
  quota: Quota;
  aimock: AimockFront;
  runModel: ModelRunner;
  /** What the endpoint keeps itself. */
  resources: readonly ResourceRoute[];
}

/** A request that was let in. */
export interface AdmittedRequest {
  recorded: RecordedRequest;
  bytes: Buffer;
  search: string;
}

/** The answer to a path that is no route: 404, or 400 for a version that v1 does not know. */
export const answerUnknown = (
  parsed: Exclude<ParsedRoute, { kind: "route" | "project" }>,
  { method, path }: RecordedRequest,
): Answer => {
  if (parsed.kind === "unknownVersion") {
    return jsonAnswer(gatewayError("BadRequest", "API version not supported"), 400);
  }
  if (parsed.flavour !== "openai") return jsonAnswer(resourceNotFoundError(), 404);
  return jsonAnswer(standardError({ message: `Invalid URL (${method} ${path})` }), 404);
};

/** Routes an admitted request to whatever answers it. */
export const answerRequest = async (
  request: AdmittedRequest,
  route: Route,
  state: EndpointState,
): Promise<Answer> => {
  const { recorded } = request;
  const { method } = recorded;
  const { flavour, operation } = route;
  if (method === "GET" && operation === "/models") return answerModels(flavour);
  const modelId = /^\/models\/([^/]+)$/.exec(operation)?.[1];
  if (method === "GET" && modelId !== undefined) return answerModel(flavour, decodeURIComponent(modelId));
  const resource = findResource(state.resources, method, flavour, operation);
  if (resource !== undefined) return answerResource(request, flavour, resource);
  const isOwn = method === "POST" && isInference(operation);
  if (!isOwn && !isServedByAimock(method, operation))
    return answerUnknown({ kind: "unknownPath", flavour }, recorded);
  const body = await readBody(request);
  if (body instanceof Error) return jsonAnswer(standardError({ message: body.message }), 400);
  if (!isInference(operation)) return forward(request, route, state, body);
  return answerInference(request, route, state, body ?? {});
};

/** Runs a model: within the quota, and only one that is deployed. */
const answerInference = async (
  request: AdmittedRequest,
  route: Route,
  state: EndpointState,
  body: Record<string, unknown>,
): Promise<Answer> => {
  const { flavour, operation } = route;
  const { headers, refusal } = state.quota.spend(estimateTokens(request.bytes.length, body), flavour);
  const model = route.deployment ?? (typeof body["model"] === "string" ? body["model"] : "");
  const answer =
    refusal ??
    refuseModel(model, route, state) ??
    (await state.runModel({ operation, body, model, flavour }));
  return { ...answer, headers: { ...headers, ...answer.headers } };
};

/** Answers from what the endpoint keeps; a form is left to whom it is for. */
const answerResource = async (
  request: AdmittedRequest,
  flavour: Flavour,
  { route, id }: NonNullable<ReturnType<typeof findResource>>,
): Promise<Answer> => {
  const contentType = request.recorded.headers["content-type"] ?? "";
  const isForm = contentType.startsWith("multipart/");
  const body = isForm ? undefined : await readBody(request);
  if (body instanceof Error) return jsonAnswer(standardError({ message: body.message }), 400);
  const query = new URLSearchParams(request.search);
  return route.answer({ flavour, query, contentType, bytes: request.bytes, body: body ?? {}, id });
};

const refuseModel = (
  model: string,
  { flavour }: Route,
  { deployments }: EndpointState,
): Answer | undefined => {
  if (model === "") {
    const message = "Missing required parameter: 'model'.";
    return jsonAnswer(standardError({ message, param: "model", code: "missing_required_parameter" }), 400);
  }
  if (deployments === undefined || deployments.includes(model)) return undefined;
  return flavour === "openai"
    ? jsonAnswer(modelNotFoundError(model), 404)
    : jsonAnswer(deploymentNotFoundError(), 404);
};

const forward = (
  { recorded, search }: AdmittedRequest,
  { flavour, operation }: Route,
  { aimock }: EndpointState,
  body: Record<string, unknown> | undefined,
): Promise<Answer> => {
  const query = new URLSearchParams(search);
  query.delete("api-version");
  const asked = query.size > 0 ? `?${query}` : "";
  return aimock.answer({ method: recorded.method, operation, query: asked, flavour, body });
};

/** The body's fields: of a JSON object, or the text fields of a form; undefined when there is no body. */
const readBody = async ({
  recorded,
  bytes,
}: AdmittedRequest): Promise<Record<string, unknown> | undefined | Error> => {
  if (bytes.length === 0) return undefined;
  const contentType = recorded.headers["content-type"] ?? "";
  if (contentType.startsWith("multipart/form-data")) {
    return readForm(contentType, bytes).catch(() => new Error("The multipart body could not be read."));
  }
  if (isRecord(recorded.bodyJson)) return recorded.bodyJson;
  return new Error("We could not parse the JSON body of your request: a JSON object was expected.");
};

const readForm = async (contentType: string, bytes: Buffer): Promise<Record<string, unknown>> => {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { "content-type": contentType },
  }).formData();
  const fields: Record<string, unknown> = {};
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    fields[name] = name === "n" ? Number(value) : value;
  }
  return fields;
};
