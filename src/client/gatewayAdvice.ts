import { type AdviceContext, tryAgainAt } from "./adviceContext";

const tokenAdvice = (connectionKey: string): string =>
  connectionKey === "apiKey"
    ? "The gateway wants a token: use a Microsoft Entra connection, with the Audience that its operator names."
    : "The gateway does not take the token: have its operator name the audience that it wants.";

const rejectedAdvice = ({ facts, outcome, connectionKey }: AdviceContext): string => {
  const sentence = outcome.type === "refused" ? outcome.problem.message : "";
  if (/quota|volume/i.test(sentence))
    return "The gateway's quota is used up: wait until it is renewed, or ask its operator for more.";
  if (facts.status === 401) {
    return /jwt|bearer|audience|issuer|signature|token|IDX\d/i.test(sentence)
      ? tokenAdvice(connectionKey)
      : "Enter the gateway's key under Subscription Key, and the header in which it takes the key under Subscription Key Header.";
  }
  if (facts.status === 403)
    return "The gateway does not let this caller in: have its operator allow the caller's addresses and its key.";
  if (facts.status === 431)
    return "The service takes 10 custom headers at most: remove some of Extra Headers.";
  return "Ask the gateway's operator what it refuses.";
};

const rateAdvice = (context: AdviceContext): string => {
  const hint =
    context.facts.retryAfterMs === undefined
      ? " A prompt longer than its limit never fits: shorten it if waiting does not help."
      : "";
  return `${tryAgainAt(context)}. The limit is the gateway's own: more quota for the deployment does not change it.${hint}`;
};

/**
 * What to do when a gateway in front of the service answered in its place: its refusals look like the service's,
 * but the mend is with its own key, its own limits and its operator.
 */
export const gatewayAdvice = (context: AdviceContext): string | undefined => {
  const { facts, path, endpoint } = context;
  switch (facts.kind) {
    case "rejected":
      return rejectedAdvice(context);
    case "rateLimited":
      return rateAdvice(context);
    case "notFound":
      return `The gateway knows no ${path || "such operation"} at ${endpoint.baseUrl}: check the path of Endpoint, or have its operator add the operation to its API.`;
    case "service":
      return facts.status === 503
        ? "None of the resources behind the gateway took the call: run the step again; if that goes on, ask its operator."
        : "Run the step again; if that goes on, ask the operator of the gateway or proxy at the endpoint.";
    default:
      return undefined;
  }
};
