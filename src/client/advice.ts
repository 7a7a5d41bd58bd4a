import { type AdviceContext, tryAgainAt } from "./adviceContext";
import { credentialAdvice } from "./credentialAdvice";
import { gatewayAdvice } from "./gatewayAdvice";
import { networkAdvice } from "./networkAdvice";
import { resourceAdvice } from "./resourceAdvice";
import { headerText } from "./retryTiming";

const rateAdvice = (context: AdviceContext): string => {
  const { outcome } = context;
  if (outcome.type === "refused" && outcome.problem.isQuotaExhausted) {
    return "The account has no credit left: waiting does not help. Add credit or raise the spending limit.";
  }
  if (outcome.type === "refused" && outcome.status === 503) return `${tryAgainAt(context)}.`;
  return `${tryAgainAt(context)}, send less at once, lower the output token limit, or ask for more quota.`;
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
    case "cutStream":
      return "Run the step again, or have the gateway in front of the service answer without streaming.";
    case "tooLarge":
      return "Ask for less in one request.";
    case "upgrade":
      return "The server wants to go on in another protocol than HTTP, such as WebSocket: check Endpoint.";
    case "errorObject":
      return "The status said success, but the body is an error: check the gateway in front of the service.";
    default:
      return "The answer lacks what this operation always returns: check Endpoint and Model / Deployment Name.";
  }
};

/** What to do when Azure Resource Manager or a Foundry project refused; undefined where the service's advice fits. */
const listAdvice = ({ facts, endpoint: { service } }: AdviceContext): string | undefined => {
  if (!service) return undefined;
  if (facts.kind === "rejected")
    return `Give the identity the role Reader on what is listed, so that ${service} shows it; a new role takes up to 5 minutes to work.`;
  return facts.kind === "notFound" ? "Check the ids: nothing has this address." : undefined;
};

/** What the builder can do about a failure: one or two sentences, the form's labels named as they are written. */
export const adviceFor = (context: AdviceContext): string =>
  listAdvice(context) ??
  (context.isGateway ? gatewayAdvice(context) : undefined) ??
  resourceAdvice(context) ??
  serviceAdvice(context);

const serviceAdvice = (context: AdviceContext): string => {
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
      if (context.outcome.type === "timeout" && context.outcome.limit === "cancelled")
        return "Run the step again to have its answer.";
      return context.isRaw
        ? "Raise Timeout, or ask for less in one request."
        : "Raise Attempt Timeout or Total Timeout, or ask for less in one request.";
    case "unexpectedResponse":
      return unexpectedAdvice(context);
    case "service":
      return "Run the step again; if that goes on, look at the service's status page.";
  }
};
