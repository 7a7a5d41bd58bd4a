import { isSaid, type Phrase } from "../answer/phrase";
import { isLoading } from "../retry/retryDecision";
import { type AdviceContext, sentenceOf } from "./adviceContext";
import { credentialAdvice } from "./credentialAdvice";

const hostOf = ({ endpoint }: AdviceContext): string => new URL(endpoint.origin).host;

/** Whom to ask about a host. The service's own hosts have no operator to ask. */
const askOperator = ({ endpoint: { host } }: AdviceContext, [ask, look] = ["ask", "look"]): string =>
  host === "other"
    ? `${ask} the operator of the gateway or proxy at the endpoint`
    : `${look} at the service's status page, and at proxies on the way`;

const again = (context: AdviceContext): string =>
  `Run the step again; if that goes on, ${askOperator(context)}.`;

const cloudflare =
  (what: string, mend = again) =>
  (context: AdviceContext): string =>
    `Cloudflare, which stands in front of ${hostOf(context)}, ${what}. ${mend(context)}`;

const operatorAlone = (context: AdviceContext): string =>
  `${askOperator(context, ["Ask", "Look"])}: no input of the step is the reason.`;

const headerAdvice = ({ endpoint }: AdviceContext): string => {
  const most = "limits" in endpoint ? endpoint.limits.customHeaders : undefined;
  return most === undefined
    ? "The headers are more or longer than the service takes: remove or shorten some of Extra Headers."
    : `The service takes ${most} custom headers at most: remove some of Extra Headers.`;
};

const flexAdvice = (context: AdviceContext): string =>
  context.facts.kind === "rejected"
    ? credentialAdvice(context)
    : "The service has no room left in the tier that was asked for, such as flex: run the step again later, or ask for another service tier.";

const contentTypeAdvice = ({ isRaw, ...context }: AdviceContext): string =>
  isRaw
    ? "Check the Content-Type under Headers, and that Data or File Data is what this operation takes."
    : `The content type is not taken there, which the connector sets by the operation: check the path of Endpoint, or ${askOperator({ ...context, isRaw })}.`;

/** Advice by status, for statuses that are clear without words (RFC 9110; Groq, nginx, AWS, Cloudflare, Anthropic). */
const adviceByStatus: Readonly<Record<number, (context: AdviceContext) => string>> = {
  405: () => "Check the path of Endpoint: nothing there takes this request.",
  406: () => "Check that Endpoint is the API's address: what answers there has no JSON to give.",
  407: () =>
    "A proxy on the way asks for a sign-in: have its user name and password put into the runner's HTTPS_PROXY.",
  408: () =>
    "Run the step again; the time limit is the service's own, so that asking for less in one request helps.",
  409: () => "Something else is being changed there: run the step again when it has ended.",
  410: () =>
    "What was asked for has been removed: check Model / Deployment Name, the ids that the step names, and API Version.",
  414: () =>
    "The address of the request is too long: shorten the query parameters of the step or the connection's Extra Query Parameters.",
  415: contentTypeAdvice,
  421: (context) =>
    context.endpoint.tunnel
      ? `What the on-premises agent leads to does not answer for ${context.endpoint.tunnel.tlsName ?? hostOf(context)}: check Endpoint, TLS Name, and the host and port that the agent leads to.`
      : `The server that was reached does not answer for ${hostOf(context)}: check Endpoint, or ${askOperator(context)}.`,
  424: again,
  425: again,
  426: () => "Check the path of Endpoint: nothing there takes this request.",
  431: headerAdvice,
  451: (context) =>
    `The call is refused for legal reasons, as by the caller's country: running the step again changes nothing. ${operatorAlone(context)}`,
  494: headerAdvice,
  495: (context) =>
    `The server does not take the client certificate that a gateway or proxy on the way presents. ${operatorAlone(context)}`,
  496: (context) =>
    `${hostOf(context)} asks for a client certificate, which the connector has none of: enter the address of a gateway that presents one under Endpoint.`,
  497: (context) => `${hostOf(context)} speaks TLS at this port: enter an address that begins with https://.`,
  498: flexAdvice,
  499: (context) =>
    `A gateway or proxy gave up before the answer was there. Run the step again, or ask for less in one request; if that goes on, ${askOperator(context)}.`,
  501: () =>
    "What answers there does not offer this operation: check the path of Endpoint, API Version and Model / Deployment Name.",
  505: (context) => `What answers there does not take HTTP/1.1. ${operatorAlone(context)}`,
  507: () => "No room is left there: delete files that nobody needs any more, or ask for more room.",
  508: (context) => `The request came back to where it had been. Check Endpoint, or ${askOperator(context)}.`,
  509: (context) => `The bandwidth there is used up: wait until it is renewed, or ${askOperator(context)}.`,
  511: () =>
    "The network that the step runs in asks for a sign-in: have whoever keeps it let the runner through.",
  520: cloudflare("got an answer from the server behind it that it can't read"),
  521: cloudflare("is turned away by the server behind it, which may be down"),
  522: cloudflare("gets no connection to the server behind it"),
  523: cloudflare("does not find the way to the server behind it"),
  524: cloudflare(
    "had no answer from the server behind it in time, which is 100 s as a rule",
    (context) => `Ask for less in one request, or ${askOperator(context)}.`,
  ),
  525: cloudflare("can't agree on TLS with the server behind it", operatorAlone),
  526: cloudflare("does not trust the certificate of the server behind it", operatorAlone),
  527: cloudflare("lost its way to the server behind it"),
  529: () =>
    "The service has more to do than it can take: run the step again in some minutes, or enter another model under Fallback Models / Deployments.",
  530: cloudflare("can't reach the server behind it: its name or its tunnel is not there", operatorAlone),
};

/** Words in pages that stand for another status than the answer's own. */
const statusInWords: ReadonlyArray<readonly [words: Phrase, status: number]> = [
  [/no required ssl certificate|client certificate (?:is )?(?:required|missing)/i, 496],
  [/ssl certificate error/i, 495],
  [/plain http request was sent to https/i, 497],
  [/(?:headers?|cookie)s? (?:fields? )?(?:is |are )?too (?:large|long)/i, 494],
];

/** Statuses of refusals that may be about the step's inputs. */
const ofTheInputs = new Set([400, 422]);

/**
 * Advice on a refusal whose status says more than its words. Undefined where the words decide: an account, a size, a
 * setting, a deployment, a rate, and what may be about the step's inputs.
 */
export const statusAdvice = (context: AdviceContext): string | undefined => {
  const { outcome, facts } = context;
  if (outcome.type !== "refused" || facts.kind === "contentFiltered" || facts.kind === "rateLimited")
    return undefined;
  if (isLoading(outcome))
    return "The model is deployed and still being loaded: run the step again in 2 minutes, or put Wait for Deployment before it.";
  if (facts.reason !== undefined) return undefined;
  const told = ofTheInputs.has(outcome.status)
    ? statusInWords.find(([words]) => isSaid(sentenceOf(context), words))?.[1]
    : outcome.status;
  return adviceByStatus[told ?? outcome.status]?.(context);
};
