import { ownVersion } from "../endpoint/address";
import { type Endpoint, latestDatedVersion } from "../endpoint/endpoint";
import { type AdviceContext, sentenceOf } from "./adviceContext";

type RefusalContext = Pick<AdviceContext, "outcome" | "endpoint" | "connectionKey">;

/** The address of OpenAI in a sentence. */
export const hostIn = (context: RefusalContext): string => {
  const [, host] =
    /\b((?:[a-z0-9-]{1,20}\.)?api\.openai\.com)\b/i.exec(sentenceOf(context).toLowerCase()) ?? [];
  return `https://${host ?? "us.api.openai.com"}/v1`;
};

/** The api-version to enter in place of the present one. */
const otherVersion: Partial<Record<Endpoint["api"], string>> = {
  v1: `a date such as ${latestDatedVersion}`,
  dated: "v1 or another date",
};

/** Advice to enter another api-version, as far as the sentence or the endpoint shows which. */
export const mendVersion = (context: RefusalContext): string => {
  const { endpoint } = context;
  const [date] =
    /\b20\d\d-\d\d-\d\d(?:-preview)?\b/.exec(
      sentenceOf(context).split(/only (?:for|in|with)|support(?:s|ed)?[^.]{0,20}(?:are|is|:)/i)[1] ?? "",
    ) ?? [];
  const asked = ownVersion(endpoint) ?? "v1";
  return date
    ? `Enter ${date}, or a later one that the service names, under API Version: it is ${asked} now.`
    : `Check that ${endpoint.baseUrl} is the resource's endpoint, and enter ${otherVersion[endpoint.api] ?? "v1"} under API Version: the service does not know the ${asked} that is asked for now.`;
};

/** The audience that a sentence asks for, in brackets after the wrong one. */
const audienceIn = (context: RefusalContext): string | undefined =>
  /audience[^(]{0,80}\((?:expected:? )?(https:\/\/[\w.-]{1,100})/i.exec(sentenceOf(context))?.[1];

/** Advice on a token for another service. */
export const mendAudience = (context: RefusalContext): string => {
  const named = audienceIn(context);
  switch (context.connectionKey) {
    case "entraUser":
      return `Check that Audience is that of the resource's cloud${named ? `, ${named}` : ""}, and sign in again.`;
    case "entraToken":
      return `Paste a token whose audience is that of the resource's cloud, such as ${named ?? "https://cognitiveservices.azure.com"}.`;
    default:
      return `Check Cloud and Audience: ${named ?? "https://ai.azure.com"} is ${named ? "the" : "the other"} audience that the service takes.`;
  }
};

/** Advice on a token that a gateway adds itself, where the connection has a key: a key has no audience. */
export const mendGatewayAudience = (context: RefusalContext): string =>
  `A gateway in between sends a token of its own for another audience than the service takes: have its operator ask for ${audienceIn(context) ?? "that of the resource's cloud"}.`;

/** Codes and words of refusals because of the caller's IP address. */
export const addressWords = /ip_not_(?:authorized|allowed)|\bip(?: address)? allow-? ?list\b/i;

/** Sentences of such refusals. */
export const addressSentence = [
  /\bIP\b|\b(?:caller|client)'?s? address\b/i,
  /\bnot (?:authorized|allowed|permitted|whitelisted|(?:in|on) the (?:allow|white)-? ?list)\b|\b(?:blocked|denied|forbidden|rejected)\b/i,
] as const;

/** Advice where to allow the caller's address. */
export const mendAllowList = ({ endpoint }: RefusalContext): string => {
  if (endpoint.host === "azure")
    return "The resource's network rules block this caller: allow its addresses under Networking.";
  return endpoint.host === "openai"
    ? "Allow the caller's addresses in the IP allow-list of the organization or project."
    : `Allow the caller's addresses in the IP allow-list of the organization or project at ${endpoint.origin}, or have whoever keeps it do so.`;
};
