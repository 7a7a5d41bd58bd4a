import { outputLimitReached } from "../answer/outputLimit";
import { oneLine } from "../answer/plainText";
import { refusalReason, refusedParameter } from "../answer/refusalReason";
import { ownVersion } from "../endpoint/address";
import type { ListsEndpoint } from "../endpoint/endpoint";
import { type AdviceContext, sentenceOf, tryAgainAt } from "./adviceContext";
import { bearerHint, credentialAdvice } from "./credentialAdvice";
import { fineTuningAdvice } from "./fineTuningAdvice";
import { gatewayAdvice } from "./gatewayAdvice";
import { isOfGateway, knownRefusal } from "./knownRefusals";
import { managementMend } from "./managementRefusals";
import { networkAdvice } from "./networkAdvice";
import { resourceAdvice } from "./resourceAdvice";
import { safetyAdvice } from "./safetyAdvice";
import { settingAdvice } from "./settingAdvice";
import { statusAdvice } from "./statusAdvice";
import { toolAdvice } from "./toolAdvice";
import { unexpectedAdvice } from "./unexpectedAdvice";

const accountAdvice = (context: AdviceContext): string => {
  const text = `${context.facts.code ?? ""} ${sentenceOf(context)}`;
  if (/billing_not_active|account\b.{0,40}\b(?:not active|inactive)/i.test(text))
    return "The account has no active billing, and waiting does not help: set up its payment with the service.";
  if (/budget|spend(?:ing)? limit/i.test(text))
    return "The budget is used up: have it raised where it is kept, or wait until it is renewed.";
  if (context.facts.status === 403 && /quota|volume/i.test(text))
    return "The quota is used up: wait until it is renewed, or ask for more.";
  return "The account has no credit left: waiting does not help. Add credit or raise the spending limit.";
};

const rateAdvice = (context: AdviceContext): string => {
  if (context.outcome.type === "refused" && context.outcome.status === 503) return `${tryAgainAt(context)}.`;
  return `${tryAgainAt(context)}, send less at once, lower the output token limit, or ask for more quota.`;
};

const tooLargeAdvice = ({ facts, isGateway }: AdviceContext): string => {
  if (facts.status === 429)
    return `No wait makes it fit: shorten the input, lower Max Output Tokens, or ask ${isGateway ? "the gateway's operator" : "the service"} for more quota of tokens.`;
  if (facts.status === 413) return "Send less in one request: shorten the input.";
  return "Shorten the input, or use a model with a larger context.";
};

/** The requested name, as the end of a sentence of advice. */
const askedFor = ({ model, modelOrigin }: AdviceContext): string => {
  if (model === undefined) return "";
  return `; "${oneLine(model, 100)}" was asked for${modelOrigin ? `, ${modelOrigin}` : ""}`;
};

/** Sentences about a model that this api-version lacks: the version is wrong, and not the name. */
const boundToVersion =
  /\b(?:enabled|available|supported|offered|deployed|found|exist)\b[^.]{0,20}\b(?:for|in|with|by|on|under|at)\b[^.]{0,20}\bapi[- _]?versions?\b/i;

/** True when the service says that a deployment or model does not exist. */
const namesDeployment = ({ outcome }: AdviceContext): boolean =>
  outcome.type === "refused" &&
  refusalReason(outcome.status, outcome.problem) === "deployment" &&
  outcome.problem.code !== unsupportedOperation &&
  !boundToVersion.test(outcome.problem.message);

/** The code of a model that exists and can't do what was asked, whatever the status. */
const unsupportedOperation = "OperationNotSupported";
const otherModel = "Choose a deployment of a model that can do this.";

const notFoundAdvice = (context: AdviceContext): string => {
  const { facts, endpoint, path, isRaw } = context;
  if (facts.code === unsupportedOperation) return otherModel;
  if (facts.status === 423) return "Resume the deployment, or enter another under Model / Deployment Name.";
  if (facts.status === 401 || facts.status === 403)
    return `Allow the model for the project or key in the settings of the service, or enter another under Model / Deployment Name${askedFor(context)}.`;
  if (isRaw)
    return `Check URL: it was sent as ${endpoint.baseUrl}${path || "/"}, and the ids in it and in Data.`;
  if (
    facts.status === 410 ||
    facts.code === "ModelDeprecated" ||
    /\b(?:retired|deprecated)\b/i.test(sentenceOf(context))
  )
    return `Enter ${endpoint.api === "openai" ? "a model" : "a deployment of a model"} that is still offered under Model / Deployment Name${askedFor(context)}.`;
  if (endpoint.api === "openai")
    return `Check Model / Deployment Name and the path of Endpoint${askedFor(context)}.`;
  if (namesDeployment(context)) {
    const isTold = /\b(?:5|five|few) minutes\b|\bmoment\b/i.test(sentenceOf(context));
    const hint = isTold ? "" : " A deployment made in the last 5 minutes may not answer yet.";
    return `Check Model / Deployment Name: it is the name given to the deployment at ${endpoint.origin}, not the model's${askedFor(context)}.${hint}`;
  }
  const version = ownVersion(endpoint);
  return `Check Model / Deployment Name, that ${endpoint.baseUrl} is the resource's endpoint, and that ${version ? `API Version ${version}` : "the v1 API"} offers ${path || "the operation"}${askedFor(context)}.${bearerHint(context)}`;
};

const rejectedAdvice = (context: AdviceContext): string => {
  const { facts, outcome } = context;
  const { status, reason } = facts;
  if (reason === "tooLarge") return tooLargeAdvice(context);
  if (reason === "account") return accountAdvice(context);
  if (facts.code === unsupportedOperation) return otherModel;
  if (status === 401 || status === 403) return credentialAdvice(context);
  if (outputLimitReached.test(sentenceOf(context)))
    return `Raise ${context.isRaw ? "the limit of tokens in Data" : "Max Output Tokens"}: what a model thinks counts as well.`;
  const param = outcome.type === "refused" ? refusedParameter(outcome.status, outcome.problem) : facts.param;
  if (param) return settingAdvice(context, param);
  if (status !== 400 && status !== 422)
    return "The status tells of no input of the step: look at Endpoint, and at gateways and proxies on the way.";
  return unsupportedCode.test(facts.code ?? "")
    ? "Leave the input that the service names empty: this model does not take the value."
    : "Check the step's inputs.";
};

const unsupportedCode = /^unsupported_(?:parameter|value)$/;

/** Names of the services that list resources. */
const listServices: Readonly<Record<ListsEndpoint["api"], string>> = {
  management: "Azure Resource Manager",
  project: "the Foundry project",
};

/** What is known of a refusal by its words; a gateway's own words of keys and tokens are about its own. */
const knownAdvice = (context: AdviceContext): string | undefined => {
  const { kind } = context.facts;
  const isOpen = kind === "rejected" || (kind === "notFound" && !namesDeployment(context));
  const known = isOpen ? knownRefusal(context) : undefined;
  return known && !(context.isGateway && isOfGateway(known)) ? known.mend(context) : undefined;
};

/** What to do when Azure Resource Manager or a Foundry project refused; undefined where the service's advice fits. */
const listAdvice = (context: AdviceContext): string | undefined => {
  const { facts, endpoint } = context;
  const { api } = endpoint;
  if (api !== "management" && api !== "project") return undefined;
  if (facts.kind === "rateLimited") return `${tryAgainAt(context)}.`;
  const known = managementMend({ code: facts.code, message: sentenceOf(context) });
  if (known !== undefined) return known;
  if (facts.reason === "account") return knownAdvice(context) ?? accountAdvice(context);
  if (facts.status === 400 || facts.status === 409) return "Check the step's inputs.";
  if (facts.kind === "rejected")
    return `Give the identity the role Reader on what is listed, so that ${listServices[api]} shows it; a new role takes up to 5 minutes to work.`;
  return facts.kind === "notFound" ? "Check the ids: nothing has this address." : undefined;
};

/** What the builder can do about a failure: one or two sentences, the form's labels named as they are written. */
export const adviceFor = (context: AdviceContext): string =>
  listAdvice(context) ??
  safetyAdvice(context) ??
  fineTuningAdvice(context) ??
  toolAdvice(context) ??
  knownAdvice(context) ??
  statusAdvice(context) ??
  (context.isGateway ? gatewayAdvice(context) : undefined) ??
  resourceAdvice(context) ??
  serviceAdvice(context);

const timeoutAdvice = (context: AdviceContext): string => {
  const { outcome, isRaw } = context;
  if (outcome.type === "timeout" && outcome.limit === "cancelled")
    return "Run the step again to have its answer.";
  if (outcome.type === "timeout" && outcome.isConnecting)
    return networkAdvice({
      ...context,
      outcome: { type: "network", code: "ETIMEDOUT", phase: "connect", detail: "" },
    });
  return isRaw
    ? "Raise Timeout, or ask for less in one request."
    : "Raise Attempt Timeout or Total Timeout, or ask for less in one request.";
};

const serviceAdvice = (context: AdviceContext): string => {
  switch (context.facts.kind) {
    case "rateLimited":
      return context.facts.reason === "account" ? accountAdvice(context) : rateAdvice(context);
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
      return timeoutAdvice(context);
    case "unexpectedResponse":
      return unexpectedAdvice(context);
    case "service":
      return "Run the step again; if that goes on, look at the service's status page.";
  }
};
