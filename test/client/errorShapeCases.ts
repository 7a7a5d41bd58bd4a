import {
  chatContentFilterError,
  controlPlaneError,
  deploymentNotFoundError,
  entraError,
  flatError,
  gatewayError,
  imageContentFilterError,
  insufficientQuotaError,
  resourceNotFoundError,
  responsesContentFilterError,
  standardError,
} from "../../local/endpoint";
import { htmlPage } from "../support/answers";
import type { ScriptedAnswer } from "../support/scriptedServer";

/** One error answer, and what has to become of it. */
export interface ErrorShapeCase {
  what: string;
  answer: ScriptedAnswer;
  facts: Record<string, unknown>;
  /** The service's own sentence, as it has to appear in front of the advice. */
  sentence: string | undefined;
  advice: RegExp;
  isConnectionError?: boolean;
}

const filtered = { kind: "contentFiltered", status: 400, contentFilter: ["violence (high)"] };
const blocked = "The prompt was refused because it triggered the content management policy of this resource.";

/** The error bodies of the services and their gateways, lettered A to H, and what proxies and other servers answer. */
export const errorShapeCases: ErrorShapeCase[] = [
  {
    what: "A: a standard error",
    answer: {
      status: 400,
      body: standardError({ message: "Bad value.", param: "temperature", code: "unsupported_value" }),
    },
    facts: { kind: "rejected", status: 400, code: "unsupported_value", param: "temperature", attempts: 1 },
    sentence: "Bad value.",
    advice: /Leave Temperature empty/,
  },
  {
    what: "A: too long for the model",
    answer: {
      status: 400,
      body: standardError({ message: "Too many tokens", code: "context_length_exceeded", param: "messages" }),
    },
    facts: { kind: "rejected", code: "context_length_exceeded", param: "messages" },
    sentence: "Too many tokens.",
    advice: /Shorten the input/,
  },
  {
    what: "A: the type where there is no code",
    answer: { status: 500, body: standardError({ message: "Oops.", type: "server_error" }) },
    facts: { kind: "service", status: 500, code: "server_error" },
    sentence: "Oops.",
    advice: /status page/,
  },
  {
    what: "A: an account without credit",
    answer: { status: 429, body: insufficientQuotaError() },
    facts: { kind: "rateLimited", status: 429, code: "insufficient_quota", attempts: 1 },
    sentence: "You exceeded your current quota",
    advice: /no credit left: waiting does not help/,
  },
  {
    what: "B: a wrong key",
    answer: {
      status: 401,
      body: gatewayError("401", "Access denied due to invalid subscription key or wrong API endpoint."),
    },
    facts: { kind: "rejected", status: 401, code: "401" },
    sentence: "Access denied due to invalid subscription key or wrong API endpoint.",
    advice: /Check that API Key belongs to the resource at http:\/\/127\.0\.0\.1/,
    isConnectionError: true,
  },
  {
    what: "B: an absent deployment",
    answer: { status: 404, body: deploymentNotFoundError() },
    facts: { kind: "notFound", status: 404, code: "DeploymentNotFound" },
    sentence: "The API deployment for this resource does not exist.",
    advice: /Check Model \/ Deployment Name: it is the name given to the deployment/,
  },
  {
    what: "B: a wrong path or version",
    answer: { status: 404, body: resourceNotFoundError() },
    facts: { kind: "notFound", status: 404, code: "404" },
    sentence: "Resource not found.",
    advice: /the v1 API offers \/chat\/completions/,
  },
  {
    what: "B: a missing role, which is a 401",
    answer: {
      status: 401,
      body: gatewayError(
        "PermissionDenied",
        "The principal lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/x to perform it.",
      ),
    },
    facts: { kind: "rejected", status: 401, code: "PermissionDenied" },
    sentence: "lacks the required data action Microsoft.CognitiveServices/accounts/OpenAI/x",
    advice: /role Cognitive Services OpenAI User.*5 minutes/,
    isConnectionError: true,
  },
  {
    what: "B: keys switched off",
    answer: {
      status: 403,
      body: gatewayError("AuthenticationTypeDisabled", "Key based authentication is disabled."),
    },
    facts: { kind: "rejected", status: 403, code: "AuthenticationTypeDisabled" },
    sentence: "Key based authentication is disabled.",
    advice: /use a Microsoft Entra connection/,
    isConnectionError: true,
  },
  {
    what: "B: a network rule",
    answer: {
      status: 403,
      body: gatewayError("403", "Access denied due to Virtual Network/Firewall rules."),
    },
    facts: { kind: "rejected", status: 403 },
    sentence: "Access denied due to Virtual Network/Firewall rules.",
    advice: /network rules block this caller/,
    isConnectionError: true,
  },
  {
    what: "B: a rate limit",
    answer: {
      status: 429,
      headers: { "retry-after": "12" },
      body: gatewayError("429", "Rate limit is exceeded. Try again later."),
    },
    facts: { kind: "rateLimited", status: 429, code: "429", retryAfterMs: 12_000 },
    sentence: "Rate limit is exceeded.",
    advice: /Run the step again in 12 s, after 20\d\d-\d\d-\d\dT.*ask for more quota/,
  },
  {
    what: "C: API Management without a subscription key",
    answer: { status: 401, body: flatError(401, "Access denied due to missing subscription key.") },
    facts: { kind: "rejected", status: 401 },
    sentence: "Access denied due to missing subscription key.",
    advice: /Enter the gateway's key under Subscription Key/,
    isConnectionError: true,
  },
  {
    what: "C: API Management's quota, which no other connection mends",
    answer: { status: 403, body: flatError(403, "Out of call volume quota. Quota will be replenished.") },
    facts: { kind: "rejected", status: 403 },
    sentence: "Out of call volume quota. Quota will be replenished.",
    advice: /quota|volume/,
  },
  {
    what: "C: API Management's token limit, the wait in the sentence",
    answer: { status: 429, body: flatError(429, "Token limit is exceeded. Try again in 30 seconds.") },
    facts: { kind: "rateLimited", status: 429, retryAfterMs: 30_000 },
    sentence: "Token limit is exceeded.",
    advice: /again in 30 s/,
  },
  {
    what: "C: an operation that the gateway did not import",
    answer: { status: 404, body: flatError(404, "Resource not found") },
    facts: { kind: "notFound", status: 404 },
    sentence: "Resource not found.",
    advice: /The gateway knows no \/chat\/completions/,
  },
  {
    what: "D: a chat prompt stopped by the filter",
    answer: { status: 400, body: chatContentFilterError() },
    facts: { ...filtered, code: "content_filter", param: "prompt" },
    sentence: blocked,
    advice: /Blocked: violence \(high\)\. Change the prompt/,
  },
  {
    what: "E: an image prompt stopped by the filter",
    answer: { status: 400, body: imageContentFilterError("contentFilter") },
    facts: { ...filtered, code: "contentFilter" },
    sentence: blocked,
    advice: /Blocked: violence \(high\)\. Change the prompt/,
  },
  {
    what: "E: the same under its other code",
    answer: { status: 400, body: imageContentFilterError("content_policy_violation") },
    facts: { ...filtered, code: "content_policy_violation" },
    sentence: blocked,
    advice: /Change the prompt/,
  },
  {
    what: "F: a Responses prompt stopped by the filter",
    answer: { status: 400, body: responsesContentFilterError() },
    facts: { ...filtered, code: "content_filter", param: "prompt" },
    sentence: blocked,
    advice: /Blocked: violence \(high\)/,
  },
  {
    what: "G: Resource Manager with the reason in its details",
    answer: {
      status: 400,
      body: controlPlaneError("InvalidTemplateDeployment", "The deployment failed.", [
        { code: "InsufficientQuota", message: "This needs 50 of 10 thousand tokens." },
      ]),
    },
    facts: { kind: "rejected", status: 400, code: "InsufficientQuota" },
    sentence: "The deployment failed. This needs 50 of 10 thousand tokens.",
    advice: /Check the step's inputs/,
  },
  {
    what: "G: another operation is running",
    answer: { status: 409, body: controlPlaneError("RequestConflict", "Another operation is running.") },
    facts: { kind: "rejected", status: 409, code: "RequestConflict" },
    sentence: "Another operation is running.",
    advice: /again/i,
  },
  {
    what: "H: an Entra answer passed on by a gateway",
    answer: { status: 401, body: entraError("invalid_client", 7000215, "Invalid client secret.", 0) },
    facts: { kind: "rejected", status: 401, code: "invalid_client" },
    sentence: "AADSTS7000215: Invalid client secret.",
    advice: /./,
    isConnectionError: true,
  },
  {
    what: "a page",
    answer: htmlPage(502),
    facts: { kind: "service", status: 502 },
    sentence: "Sign in.",
    advice: /operator of the gateway or proxy/,
  },
  {
    what: "plain text",
    answer: { status: 500, headers: { "content-type": "text/plain" }, body: "upstream\n  connect\terror" },
    facts: { kind: "service", status: 500 },
    sentence: "upstream connect error.",
    advice: /operator of the gateway or proxy/,
  },
  {
    what: "an empty body",
    answer: { status: 503 },
    facts: { kind: "service", status: 503 },
    sentence: undefined,
    advice: /run the step again/,
  },
  {
    what: "a list around the error",
    answer: { status: 400, body: [standardError({ message: "Inside." })] },
    facts: { kind: "rejected", status: 400 },
    sentence: "Inside.",
    advice: /Check the step's inputs/,
  },
  {
    what: "a self-hosted server's detail",
    answer: { status: 422, body: { detail: "Field required" } },
    facts: { kind: "rejected", status: 422 },
    sentence: "Field required.",
    advice: /Check the step's inputs/,
  },
  {
    what: "an error that is a text",
    answer: { status: 404, body: { error: "model not found" } },
    facts: { kind: "notFound", status: 404 },
    sentence: "model not found.",
    advice: /Check Model/,
  },
  {
    what: "too much at once",
    answer: { status: 413, body: gatewayError("413", "Request entity too large") },
    facts: { kind: "rejected", status: 413 },
    sentence: "Request entity too large.",
    advice: /Send less in one request/,
  },
  {
    what: "too many headers",
    answer: { status: 431, body: gatewayError("431", "Too many headers") },
    facts: { kind: "rejected", status: 431 },
    sentence: "Too many headers.",
    advice: /10 custom headers at most/,
  },
];
