import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  type ArrivedRequest,
  startAnsweringServer,
} from "../../server/answeringServer";
import { systemClock } from "../../server/clock";
import { gatewayError, resourceNotFoundError } from "../../server/errorShapes";
import { bearerIn, judgeToken, type TokenIssuer } from "../entra/accessTokens";
import { cloudAudiences } from "../entra/clouds";
import { analyzeImage, analyzeText } from "./analyze";

/** What a resource takes. */
export interface ContentSafetyOptions extends AnsweringServerOptions {
  apiKey?: string;
  /** Whose tokens are taken; without one, keys alone are. */
  issuer?: TokenIssuer;
}

/** A running Azure AI Content Safety look-alike. */
export interface ContentSafety extends AnsweringServer {
  apiKey: string;
}

const defaultApiKey = "content-safety-key-0123456789abcdef";
const versions = new Set(["2023-10-01", "2024-09-01"]);

/** Starts a resource of Azure AI Content Safety: texts are judged by words, images by their color. */
export const startContentSafety = async (options: ContentSafetyOptions = {}): Promise<ContentSafety> => {
  const { apiKey = defaultApiKey } = options;
  options.exchanges?.hide(apiKey);
  const server = await startAnsweringServer(
    (request) => refuseCaller(request, { ...options, apiKey }) ?? answerAdmitted(request),
    options,
  );
  return { ...server, apiKey };
};

const refuseCaller = (
  { headers }: ArrivedRequest,
  { apiKey, issuer, clock = systemClock }: ContentSafetyOptions,
): Answer | undefined => {
  if (headers["ocp-apim-subscription-key"] === apiKey) return undefined;
  const bearer = bearerIn(headers);
  const rules = { issuer, audiences: cloudAudiences.public.resource, nowMs: clock.nowMs() };
  if (bearer !== undefined && judgeToken(bearer, rules) === "accepted") return undefined;
  const message =
    "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.";
  return jsonAnswer(gatewayError("401", message), 401);
};

const answerAdmitted = ({ recorded, url }: ArrivedRequest): Answer => {
  const { method, bodyJson } = recorded;
  const kind = /^\/contentsafety\/(text|image):analyze$/.exec(url.pathname)?.[1];
  const isServed = method === "POST" && versions.has(url.searchParams.get("api-version") ?? "");
  if (kind === undefined || !isServed) return jsonAnswer(resourceNotFoundError(), 404);
  const body = isRecord(bodyJson) ? bodyJson : {};
  return kind === "text" ? analyzeText(body) : analyzeImage(body);
};
