import { isSaid } from "../answer/phrase";
import { type AdviceContext, sentenceOf, tryAgainAt } from "./adviceContext";
import { bearerHint } from "./credentialAdvice";
import { addressSentence, addressWords } from "./fieldMends";

const keyFields =
  "the gateway's key under Subscription Key, and the header in which it takes the key under Subscription Key Header.";
const keyOrTokenAdvice =
  "The gateway takes a key or a token: enter its key under Subscription Key, and the key's header under Subscription Key Header, or use a Microsoft Entra connection with the Audience that its operator names.";

/** Advice on a refused key. Where the API is like OpenAI's, the connection's key is the likeliest cause. */
const keyAdviceFor = ({ endpoint, connectionKey }: AdviceContext): string =>
  connectionKey === "apiKey" && endpoint.api === "openai"
    ? `Check that API Key is a key of ${endpoint.origin}. Where the gateway takes another of its own, enter ${keyFields}`
    : `Enter ${keyFields}`;

const tokenAdvice = (context: AdviceContext): string =>
  context.connectionKey === "apiKey"
    ? `The gateway wants a token: use a Microsoft Entra connection, with the Audience that its operator names.`
    : "The gateway does not take the token: have its operator name the audience that it wants.";

const key = /subscription key|\bapi[- _]?(?:key|token)\b|\bkey\b/i;
const token = /jwt|bearer|audience|issuer|IDX\d|signature|\btoken\b/i;
/** How a gateway names a header that it demands and that the form has no field for. */
const missingHeaders = [
  /(?:missing|required|no|without|lacks)\b[^.]{0,30}\bheaders?:? ["'`]?([a-z][a-z0-9]{0,30}-[a-z0-9-]{1,80})/i,
  /\b(x-[a-z0-9-]{1,80})["'`]? header is (?:required|missing)/i,
];
const wellKnownHeader = /subscription-key|^api-key$|^x-api-key$|authorization/i;

/** Advice on a 401 by its sentence. Keys that are called tokens, or have signatures, count as keys. */
const headerAdvice = (sentence: string): string | undefined => {
  const [header] = missingHeaders.flatMap((pattern) => pattern.exec(sentence)?.[1] ?? []);
  return header && !wellKnownHeader.test(header)
    ? `Enter the header ${header} under Extra Headers, with the value that the gateway's operator names.`
    : undefined;
};

const blockedCaller =
  "The gateway does not let this caller in: have its operator allow the caller's addresses and its key.";

const isAboutAddress = ({ facts, ...context }: AdviceContext): boolean => {
  const text = `${facts.code ?? ""} ${sentenceOf(context)}`;
  return addressWords.test(text) || isSaid(text, addressSentence);
};

const unauthorizedAdvice = (context: AdviceContext): string => {
  if (isAboutAddress(context)) return blockedCaller;
  const sentence = sentenceOf(context);
  const headers = headerAdvice(sentence);
  if (headers) return headers;
  const wantsKey = key.test(sentence);
  const rest = sentence.replace(/\bapi[- _]?token\b|signature of the (?:subscription )?key/gi, "");
  if (!token.test(rest)) return keyAdviceFor(context);
  return wantsKey ? keyOrTokenAdvice : tokenAdvice(context);
};

/** Advice on a used-up or blocked account. Only a quota is renewed by itself. */
const accountAdvice = (sentence: string): string => {
  if (/quota|volume|bandwidth|budget|spend/i.test(sentence))
    return "The gateway's quota is used up: wait until it is renewed, or ask its operator for more.";
  return /credit|balance|funds|payment|billing|^$/i.test(sentence)
    ? "The account at the gateway has no credit left: waiting does not help. Have its operator add credit."
    : "The account at the gateway may not be used: ask its operator; waiting does not help.";
};

const rejectedAdvice = (context: AdviceContext): string | undefined => {
  const { facts } = context;
  if (facts.reason === "account") return accountAdvice(sentenceOf(context));
  if (facts.reason !== undefined) return undefined;
  if (facts.status === 401) return unauthorizedAdvice(context);
  if (facts.status === 403) return blockedCaller;
  return headerAdvice(sentenceOf(context)) ?? "Ask the gateway's operator what it refuses.";
};

const rateAdvice = (context: AdviceContext): string => {
  const hint =
    context.facts.retryAfterMs === undefined
      ? " A prompt longer than its limit never fits: shorten it if waiting does not help."
      : "";
  return `${tryAgainAt(context)}. The limit is the gateway's own: more quota for the deployment does not change it.${hint}`;
};

/**
 * Advice on a refusal of a gateway in front of the service. It looks like the service's, but the gateway's key, limits
 * and operator are what can change it.
 */
export const gatewayAdvice = (context: AdviceContext): string | undefined => {
  const { facts, path, endpoint } = context;
  switch (facts.kind) {
    case "rejected":
      return rejectedAdvice(context);
    case "rateLimited":
      return rateAdvice(context);
    case "notFound":
      if (facts.status === 423 || facts.status === 401 || facts.status === 403) return undefined;
      return `The gateway knows no ${path || "such operation"} at ${endpoint.baseUrl}: check the path of Endpoint, or have its operator add the operation to its API.${sentenceOf(context) === "" ? bearerHint(context) : ""}`;
    case "service":
      return facts.status === 503
        ? "None of the resources behind the gateway took the call: run the step again; if that goes on, ask its operator."
        : "Run the step again; if that goes on, ask the operator of the gateway or proxy at the endpoint.";
    default:
      return undefined;
  }
};
