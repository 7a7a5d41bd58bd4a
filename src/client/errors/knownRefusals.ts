import { isSaid, type Phrase } from "../answer/phrase";
import type { AdviceContext } from "./adviceContext";
import type { CheckName } from "./checkNames";
import { credentialAdvice } from "./credentialAdvice";
import {
  addressSentence,
  addressWords,
  hostIn,
  mendAllowList,
  mendAudience,
  mendGatewayAudience,
  mendVersion,
} from "./fieldMends";

/** The facts that a refusal is recognized by, apart from its words. */
type RefusalContext = Pick<AdviceContext, "outcome" | "endpoint" | "connectionKey">;

/** A refusal whose words or code show what is wrong. */
interface KnownRefusal {
  /** Searched in code, type and sentence. */
  words: RegExp;
  /** Searched in the same texts, where the words alone are not enough. */
  sentence?: Phrase;
  statuses: readonly number[];
  applies?(context: RefusalContext): boolean;
  /** The check of a diagnosis that the refusal fails. */
  check: CheckName;
  /** True when a field of the connection has to change. */
  isConnection: boolean | ((context: RefusalContext) => boolean);
  /** Advice, with the labels of the form. */
  mend(context: RefusalContext): string;
}

const hasKey = ({ connectionKey }: RefusalContext): boolean => connectionKey === "apiKey";
const hasToken = (context: RefusalContext): boolean => !hasKey(context);
const isAzure = ({ endpoint: { api } }: RefusalContext): boolean => api === "v1" || api === "dated";
const refused = [401, 403];

/** The known refusals, narrower words first. Steps and Diagnose Connection use this one table. */
export const knownRefusals: readonly KnownRefusal[] = [
  {
    words: /\bresource\b[^.]{0,40}\b(?:blocked|suspended)\b/i,
    ...{ statuses: [...refused, 400, 422], check: "Credential", isConnection: false },
    mend: () =>
      "The resource is blocked, whatever is asked of it: contact Microsoft's support, or use another resource, also as Fallback Connection.",
  },
  {
    words:
      /ReadOnlyDisabledSubscription|SubscriptionDisabled|SubscriptionNotActive|\bsubscription\b[^.]{0,80}\b(?:disabled|suspended|deactivated|cancell?ed|expired)\b/i,
    ...{ statuses: [...refused, 409], check: "Credential", isConnection: false },
    mend: () =>
      "The subscription is not active: have its owner activate it again, or use a resource of another one.",
  },
  {
    words:
      /access_terminated|account_deactivated|account_suspended|organization_suspended|user_suspended|\baccess (?:was|has been|is) terminated/i,
    sentence: [
      /\b(?:account|organization)\b/i,
      /\b(?:deactivated|suspended|terminated|disabled|closed|(?:has been|is) restricted)\b/i,
    ],
    ...{ statuses: [...refused, 400, 429], check: "Credential", isConnection: false },
    mend: () =>
      "The account is closed or suspended: ask its owner or the service's support; another key of it changes nothing.",
  },
  {
    words:
      /organization must be verified|verify (?:your |the )?organization|must be verified to (?:use|stream|access)/i,
    ...{ statuses: [...refused, 400, 404], check: "Role", isConnection: false },
    mend: () =>
      "Verify the organization in its settings at the service, or choose a model that asks for no verification; a new verification takes up to 15 minutes to work.",
  },
  {
    words:
      /unsupported_country|\bcountry, region,? or territory\b|\b(?:country|region|location) (?:is )?not supported/i,
    ...{ statuses: [400, 403, 451], check: "Network rules", isConnection: false },
    mend: () =>
      "The service takes no calls from the country or region that this one came from: use an Azure resource, or a gateway elsewhere.",
  },
  {
    words: addressWords,
    sentence: addressSentence,
    ...{
      statuses: refused,
      check: "Network rules",
      isConnection: ({ endpoint }) => endpoint.host === "azure",
    },
    mend: mendAllowList,
  },
  {
    words: /incorrect_hostname|make your request to/i,
    ...{ statuses: [...refused, 400, 404, 421], check: "Credential", isConnection: true },
    mend: (context) => `Enter ${hostIn(context)} under Endpoint: the key's project is kept there.`,
  },
  {
    words:
      /mismatched_organization|organization\b[^.]{0,60}\b(?:does not match|should match|mismatch)|no such organization/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: true },
    mend: () => "Check Organization: it is not that of API Key. Leave it empty to use the key's own.",
  },
  {
    words: /mismatched_project|project\b[^.]{0,60}\b(?:does not match|should match|mismatch)/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: true },
    mend: () => "Check the project's header under Extra Headers: it is not that of API Key.",
  },
  {
    words: /insufficient permissions|missing scopes|missing_scope/i,
    ...{ statuses: refused, check: "Role", isConnection: true },
    mend: () => "Give the key the permission that the service names, or use a key that has all.",
  },
  {
    words: /AuthenticationTypeDisabled|(?:key.based|local) auth(?:entication)? is disabled/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: hasKey },
    mend: (context) =>
      hasKey(context)
        ? "Keys are switched off on this resource: use a Microsoft Entra connection."
        : "A gateway in between calls the resource with a key of its own, and keys are switched off there: have its operator pass the token on, or use the gateway's identity.",
  },
  {
    words:
      /PermissionDenied|data action|principal does not have access|does not have access to (?:the )?(?:api|operation|resource)/i,
    ...{ statuses: refused, check: "Role", isConnection: true, applies: isAzure },
    mend: () =>
      "Give the identity the role Cognitive Services OpenAI User on the resource; a new role takes up to 5 minutes to work.",
  },
  {
    words: /tenant\b[^.]{0,80}\b(?:match|mismatch|differ)/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: true, applies: hasToken },
    mend: () =>
      "The token is of another tenant than the resource: check Tenant ID, and use an app registration of the resource's tenant.",
  },
  {
    words: /token\b[^.]{0,40}\btenant\b[^.]{0,80}\b(?:match|mismatch|differ)/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: false },
    mend: () =>
      "A gateway in between sends a token of another tenant than the resource's: have its operator use an identity of the resource's tenant.",
  },
  {
    words: /\binvalid content filter policy\b/i,
    ...{ statuses: [400], check: "Deployment", isConnection: false },
    mend: () => "Give the deployment a Content Filter Policy that exists, by Create or Update Deployment.",
  },
  {
    words: /custom (?:sub)?domain/i,
    ...{ statuses: [...refused, 400], check: "Credential", isConnection: true },
    mend: () =>
      "Enter the resource's own address, such as https://my-resource.openai.azure.com, under Endpoint: a token is not taken at the address of a region. A resource without one needs a custom subdomain first.",
  },
  {
    words: /api[- _]?versions?\b/i,
    ...{ statuses: [400, 404, 422], check: "API version", isConnection: false },
    mend: mendVersion,
  },
  {
    words: /virtual network|firewall|public access|public network|private endpoint|\bAccessDenied\b/i,
    ...{ statuses: refused, check: "Network rules", isConnection: true },
    mend: () =>
      "The resource's network rules block this caller: allow its addresses under Networking, or connect through a private gateway.",
  },
  {
    words: /audience|issuer/i,
    ...{ statuses: refused, check: "Audience", isConnection: true, applies: hasToken },
    mend: (context) => `The token is for another audience. ${mendAudience(context)}`,
  },
  {
    words: /\b(?:audience|issuer)\b/i,
    ...{ statuses: refused, check: "Credential", isConnection: false },
    mend: mendGatewayAudience,
  },
  {
    words: /expired/i,
    ...{ statuses: refused, check: "Credential", isConnection: true, applies: hasToken },
    mend: ({ connectionKey }) =>
      connectionKey === "entraToken"
        ? "The token has expired: paste a new one."
        : "The token has expired: run the step again, and sign in anew if that goes on.",
  },
  {
    words:
      /API_KEY_INVALID|\bapi[- _]?key not valid\b|\b(?:invalid|incorrect) api[- _]?key\b|\b(?:missing|invalid)\b[^.]{0,20}\bauthorization header\b/i,
    ...{ statuses: [400], check: "Credential", isConnection: true },
    mend: credentialAdvice,
  },
];

/** The first entry that fits a refusal, or undefined. */
export const knownRefusal = (context: RefusalContext): KnownRefusal | undefined => {
  const { outcome } = context;
  if (outcome.type !== "refused" || outcome.problem.contentFilter) return undefined;
  const text = [outcome.problem.code, outcome.problem.type, outcome.problem.message].join(" ");
  return knownRefusals.find(
    ({ words, sentence, statuses, applies }) =>
      statuses.includes(outcome.status) &&
      (words.test(text) || (sentence !== undefined && isSaid(text, sentence))) &&
      (applies?.(context) ?? true),
  );
};

/** True for a refusal that a gateway may word alike about its own keys and callers. */
export const isOfGateway = ({ check, statuses, applies }: KnownRefusal): boolean =>
  applies !== hasToken && statuses.includes(401) && (check === "Credential" || check === "Network rules");
