import { type AdviceContext, sentenceOf } from "./adviceContext";
import { mendAudience } from "./fieldMends";

type RefusalContext = Pick<AdviceContext, "outcome" | "endpoint" | "connectionKey">;

/** True for a key sent in Azure's header to a host that may expect OpenAI's. */
const mayWantBearer = ({ endpoint, connectionKey }: RefusalContext): boolean =>
  connectionKey === "apiKey" && endpoint.host === "other" && endpoint.api !== "openai";

/** Advice for a host that may have OpenAI's API and is called like Azure; "" for any other. */
export const bearerHint = (context: RefusalContext): string =>
  mayWantBearer(context)
    ? ` If ${context.endpoint.origin} has an API like OpenAI's, set Is OpenAI Key: the key goes as a bearer token then, and the path stays as it is entered.`
    : "";

const keyAdvice = (context: RefusalContext): string => {
  const { origin, api } = context.endpoint;
  return api === "openai"
    ? `Check that API Key is a key of ${origin} and has not been revoked.`
    : `Check that API Key belongs to the resource at ${origin}, and that Endpoint names that resource.${bearerHint(context)}`;
};

/** Advice on a refused credential, where the service does not say why. */
export const credentialAdvice = (context: RefusalContext): string => {
  const { endpoint, connectionKey, outcome } = context;
  if (connectionKey === "apiKey") {
    const isForbidden = outcome.type === "refused" && outcome.status === 403;
    if (isForbidden && !/key|token|credential/i.test(sentenceOf(context)))
      return `Check that API Key may do this at ${endpoint.origin}, and what the service says of the caller.`;
    return keyAdvice(context);
  }
  return `Check that the identity may use the resource at ${endpoint.origin}. ${mendAudience(context)}`;
};
