import { type AdviceContext, sentenceOf } from "./adviceContext";
import type { Endpoint } from "./endpoint";
import { mendAudience } from "./fieldMends";

const keyAdvice = (endpoint: Endpoint): string =>
  endpoint.flavour === "openai"
    ? `Check that API Key is a key of ${endpoint.origin} and has not been revoked.`
    : `Check that API Key belongs to the resource at ${endpoint.origin}, and that Endpoint names that resource.`;

/** What to change when a credential was refused, and the service does not say why. */
export const credentialAdvice = (context: AdviceContext): string => {
  const { endpoint, connectionKey, facts } = context;
  if (connectionKey === "apiKey") {
    if (facts.status === 403 && !/key/i.test(sentenceOf(context)))
      return `Check that API Key may do this at ${endpoint.origin}, and what the service says of the caller.`;
    return keyAdvice(endpoint);
  }
  return `Check that the identity may use the resource at ${endpoint.origin}. ${mendAudience(context)}`;
};
