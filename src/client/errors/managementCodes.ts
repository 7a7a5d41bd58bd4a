/** Codes by which a cloud says that it does not have a version of Resource Manager's API: sovereign ones come later. */
export const versionCodes: readonly string[] = [
  "NoRegisteredProviderFound",
  "InvalidApiVersionParameter",
  "UnsupportedApiVersion",
  "ApiVersionUnsupported",
  "InvalidResourceType",
];

/** The words of such a refusal under a code of its own. */
const versionWords = /\bapi[- ]?versions?\b|\b(?:not |un)supported\b/i;

/** Codes of an account that is at something else, which will end. */
export const busyCodes: readonly string[] = [
  "RequestConflict",
  "AccountProvisioningStateInvalid",
  "AnotherOperationInProgress",
];

/** Codes of a token that is of another tenant than the subscription. */
export const tenantCodes: readonly string[] = [
  "InvalidAuthenticationTokenTenant",
  "InvalidAuthenticationTokenIssuer",
];

/** Codes of a subscription that the token's tenant does not show. */
export const unseenSubscriptionCodes: readonly string[] = ["SubscriptionNotFound", "InvalidSubscriptionId"];

/** The words of such a refusal that come with another code. */
export const unseenSubscriptionWords = /\bnot found subscription\b/i;

/** Codes of a refusal for want of quota. */
export const quotaCodes: readonly string[] = ["InsufficientQuota", "QuotaExceeded"];

/** The words of a refusal for want of quota, which some come with alone. */
export const quotaWords = /\bcapacity\b.{0,200}\bbigger than\b.{0,40}\bavailable capacity\b/i;

/** What Resource Manager says of a failure, as far as it tells kinds apart. */
interface Refusal {
  status?: number | undefined;
  code?: string | undefined;
  sentence?: string | undefined;
}

/**
 * True where the cloud does not have the api-version that was asked by; the words count for a read alone, of which
 * nothing but the version can be unsupported.
 */
export const isVersionRefusal = ({ status, code = "", sentence = "" }: Refusal): boolean =>
  versionCodes.includes(code) || ((status === 400 || status === 404) && versionWords.test(sentence));

/** True where the tenant that the token is of decides. */
export const isTenantRefusal = ({ code = "", sentence = "" }: Refusal): boolean =>
  tenantCodes.includes(code) ||
  unseenSubscriptionCodes.includes(code) ||
  unseenSubscriptionWords.test(sentence);

/** True for a refusal for want of quota. */
export const isQuotaRefusal = ({ code = "", sentence = "" }: Refusal): boolean =>
  quotaCodes.includes(code) || quotaWords.test(sentence);
