import type { AdviceContext } from "./adviceContext";
import type { Endpoint } from "./endpoint";

const keyAdvice = (endpoint: Endpoint): string =>
  endpoint.flavour === "openai"
    ? `Check that API Key is a key of ${endpoint.origin} and has not been revoked.`
    : `Check that API Key belongs to the resource at ${endpoint.origin}, and that Endpoint names that resource.`;

const audienceAdvice = (connectionKey: string): string => {
  switch (connectionKey) {
    case "entraUser":
      return "Check that Scopes names the audience of the resource's cloud, and sign in again.";
    case "entraToken":
      return "Paste a token whose audience is that of the resource's cloud, such as https://cognitiveservices.azure.com.";
    default:
      return "Check Cloud and Audience: https://ai.azure.com is the other audience that the service takes.";
  }
};

const expiryAdvice = (connectionKey: string): string =>
  connectionKey === "entraToken"
    ? "The token has expired: paste a new one."
    : "The token has expired: run the step again, and sign in anew if that goes on.";

/** What to change when the credential, its role or a network rule was refused. */
export const credentialAdvice = ({ outcome, endpoint, connectionKey }: AdviceContext): string => {
  const problem = outcome.type === "refused" ? outcome.problem : undefined;
  const text = `${problem?.code ?? ""} ${problem?.message ?? ""}`;
  if (/quota|volume/i.test(text))
    return "The gateway's quota is used up: wait until it is renewed, or ask its operator for more.";
  if (/PermissionDenied|data action|does not have access/i.test(text)) {
    return "Give the identity the role Cognitive Services OpenAI User on the resource; a new role takes up to 5 minutes to work.";
  }
  if (/AuthenticationTypeDisabled|key.based authentication is disabled/i.test(text)) {
    return "Keys are switched off on this resource: use a Microsoft Entra connection.";
  }
  if (/virtual network|firewall|public access|private endpoint|AccessDenied/i.test(text)) {
    return "The resource's network rules block this caller: allow its addresses under Networking, or connect through a private gateway.";
  }
  if (connectionKey === "apiKey") return keyAdvice(endpoint);
  if (/audience/i.test(text)) return `The token is for another audience. ${audienceAdvice(connectionKey)}`;
  if (/expired/i.test(text)) return expiryAdvice(connectionKey);
  return `Check that the identity may use the resource at ${endpoint.origin}. ${audienceAdvice(connectionKey)}`;
};
