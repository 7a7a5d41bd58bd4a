import type { Endpoint } from "./endpoint";
import type { ErrorFacts } from "./errors";
import type { Outcome } from "./outcome";
import { headerText } from "./retryTiming";

/** What advice is chosen from. */
export interface AdviceContext {
  outcome: Outcome;
  facts: ErrorFacts;
  endpoint: Endpoint;
  /** Path of the operation below the base URL. */
  path: string;
  nowMs: number;
  connectionKey: string;
  /** True for Raw Request, whose form has other inputs. */
  isRaw: boolean;
}

const duration = (milliseconds: number): string => {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
};

const tryAgainAt = ({ facts, nowMs }: AdviceContext): string => {
  if (facts.retryAfterMs === undefined) return "Run the step again later";
  const time = new Date(nowMs + facts.retryAfterMs).toISOString().replace(/\.\d+Z$/, "Z");
  return `Run the step again in ${duration(facts.retryAfterMs)}, after ${time}`;
};

const rateAdvice = (context: AdviceContext): string => {
  const { outcome } = context;
  if (outcome.type === "refused" && outcome.problem.isQuotaExhausted) {
    return "The account has no credit left: waiting does not help. Add credit or raise the spending limit.";
  }
  if (outcome.type === "refused" && outcome.status === 503) return `${tryAgainAt(context)}.`;
  return `${tryAgainAt(context)}, send less at once, lower the output token limit, or ask for more quota.`;
};

const keyAdvice = (endpoint: Endpoint): string =>
  endpoint.flavour === "openai"
    ? `Check that API Key is a key of ${endpoint.origin} and has not been revoked.`
    : `Check that API Key belongs to the resource at ${endpoint.origin}, and that Endpoint names that resource.`;

const credentialAdvice = ({ outcome, endpoint, connectionKey }: AdviceContext): string => {
  const problem = outcome.type === "refused" ? outcome.problem : undefined;
  const text = `${problem?.code ?? ""} ${problem?.message ?? ""}`;
  if (/quota|volume/i.test(text))
    return "The gateway's quota is used up: wait until it is renewed, or ask its operator for more.";
  if (/PermissionDenied|data action|does not have access/i.test(text)) {
    return "Give the app the role Cognitive Services OpenAI User on the resource; a new role takes up to 5 minutes to work.";
  }
  if (/AuthenticationTypeDisabled|key.based authentication is disabled/i.test(text)) {
    return "Keys are switched off on this resource: use a Microsoft Entra connection.";
  }
  if (/virtual network|firewall|public access|private endpoint|AccessDenied/i.test(text)) {
    return "The resource's network rules block this caller: allow its addresses under Networking, or connect through a private gateway.";
  }
  if (/subscription key/i.test(text) && connectionKey !== "apiKey") {
    return "The gateway asks for a subscription key besides the token.";
  }
  if (connectionKey === "apiKey") return keyAdvice(endpoint);
  return `Check that the app may use the resource at ${endpoint.origin}, and that the token's audience is that resource's cloud.`;
};

const notFoundAdvice = ({ facts, endpoint, path, isRaw }: AdviceContext): string => {
  if (isRaw)
    return `Check URL: it was sent as ${endpoint.baseUrl}${path || "/"}, and the ids in it and in Data.`;
  if (endpoint.flavour === "openai") return "Check Model / Deployment Name and the path of Endpoint.";
  if (facts.code === "DeploymentNotFound" || facts.code === "model_not_found") {
    return `Check Model / Deployment Name: it is the name given to the deployment at ${endpoint.origin}, not the model's. A deployment made in the last 5 minutes may not answer yet.`;
  }
  const version = endpoint.apiVersion ? `API Version ${endpoint.apiVersion}` : "the v1 API";
  return `Check Model / Deployment Name, that ${endpoint.baseUrl} is the resource's endpoint, and that ${version} offers ${path || "the operation"}.`;
};

const rejectedAdvice = (context: AdviceContext): string => {
  const { facts } = context;
  switch (facts.code) {
    case "context_length_exceeded":
      return "Shorten the input, or use a model with a larger context.";
    case "unsupported_parameter":
    case "unsupported_value":
      return `Leave ${facts.param ?? "the input that the service names"} empty: this model does not take the value.`;
    case "OperationNotSupported":
      return "Choose a deployment of a model that can do this.";
  }
  if (facts.status === 401 || facts.status === 403) return credentialAdvice(context);
  if (facts.status === 409)
    return "Something else is being changed there: run the step again when it has ended.";
  if (facts.status === 413) return "Send less in one request.";
  if (facts.status === 431) return "Azure takes 10 custom headers at most: remove some.";
  return facts.param ? `Check the value of ${facts.param}.` : "Check the step's inputs.";
};

const unexpectedAdvice = ({ outcome, endpoint, isRaw }: AdviceContext): string => {
  if (outcome.type === "refused") {
    const location = headerText(outcome.headers, "location");
    const target =
      location && URL.canParse(location, endpoint.origin) ? new URL(location, endpoint.origin) : undefined;
    return `It leads to ${target ? `${target.origin}${target.pathname}` : "another address"}, and the credential is not sent along. If that is the service, enter it as Endpoint.`;
  }
  switch (outcome.type === "notAnAnswer" ? outcome.reason : undefined) {
    case "html":
      return `A web page arrived in place of data: check that Endpoint is the API's address, not a portal's or a proxy's. It is ${endpoint.baseUrl} now.`;
    case "empty":
      return "The body was empty: run the step again, and check Endpoint if that goes on.";
    case "unreadable":
      if (isRaw)
        return "The body is not JSON: choose the Response Type text or binary, or run the step again if it was cut off.";
      return "The body was cut off or is not JSON: run the step again, and check Endpoint if that goes on.";
    case "errorObject":
      return "The status said success, but the body is an error: check the gateway in front of the service.";
    default:
      return "The answer lacks what this operation always returns: check Endpoint and Model / Deployment Name.";
  }
};

const networkAdvice = ({ outcome, endpoint }: AdviceContext): string => {
  const code = outcome.type === "network" ? outcome.code : "";
  const { host } = new URL(endpoint.origin);
  if (code === "ENOTFOUND") return `No host has the name ${host}: check Endpoint for a typing error.`;
  if (code === "EAI_AGAIN")
    return `The name ${host} could not be looked up: check Endpoint for a typing error, and the network.`;
  if (code === "ECONNREFUSED") return `Nothing listens at ${host}: check Endpoint and its port.`;
  if (/TLS|CERT|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/.test(code)) {
    return `The certificate of ${host} can't be trusted: check Endpoint, or have the host present a valid certificate with its chain.`;
  }
  return "Run the step again; if that goes on, check the network between here and the endpoint.";
};

/** What the builder can do about a failure: one or two sentences, the form's labels named as they are written. */
export const adviceFor = (context: AdviceContext): string => {
  switch (context.facts.kind) {
    case "rateLimited":
      return rateAdvice(context);
    case "contentFiltered": {
      const categories = context.facts.contentFilter?.join(", ");
      return `${categories ? `Blocked: ${categories}. ` : ""}Change the prompt, or the deployment's content filter.`;
    }
    case "notFound":
      return notFoundAdvice(context);
    case "rejected":
      return rejectedAdvice(context);
    case "network":
      return networkAdvice(context);
    case "timeout":
      return context.isRaw
        ? "Raise Timeout, or ask for less in one request."
        : "Raise Attempt Timeout or Total Timeout, or ask for less in one request.";
    case "unexpectedResponse":
      return unexpectedAdvice(context);
    case "service":
      return "Run the step again; if that goes on, look at the service's status page.";
  }
};
