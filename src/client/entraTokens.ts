import { createHash } from "node:crypto";
import type { AccessToken, ClientSecretCredentialOptions, TokenCredential } from "@azure/identity";
import { clock } from "./clock";

/** Who asks for a token, and for what. */
export interface TokenRequest {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  /** Origin of the Entra authority, such as https://login.microsoftonline.com. */
  authorityHost: string;
  scope: string;
}

/** What the authority answered last; empty when it was never asked. */
export interface AuthorityAnswer {
  status?: number;
  body?: string;
  /** The system's code, when no answer came. */
  networkCode?: string;
}

/** A token this close to its end is replaced before it is used again. */
const longestRenewalMarginMs = 5 * 60_000;

type PipelinePolicy = NonNullable<ClientSecretCredentialOptions["additionalPolicies"]>[number]["policy"];

interface CacheEntry {
  token?: AccessToken;
  /** At most half of the token's life: a short-lived token would never count as fresh otherwise. */
  renewalMarginMs: number;
  pending?: Promise<AccessToken>;
}

/** Tokens of this process. The key holds a digest of the secret, so that a changed secret is a new entry. */
const cache = new Map<string, CacheEntry>();
const mostEntries = 500;

const cacheKey = ({ tenantId, clientId, clientSecret, authorityHost, scope }: TokenRequest): string =>
  [authorityHost, tenantId, clientId, scope, createHash("sha256").update(clientSecret).digest("base64")].join(
    "|",
  );

const entryFor = (key: string): CacheEntry => {
  const existing = cache.get(key);
  if (existing) return existing;
  const oldest = cache.keys().next().value;
  if (cache.size >= mostEntries && oldest !== undefined) cache.delete(oldest);
  const entry: CacheEntry = { renewalMarginMs: longestRenewalMarginMs };
  cache.set(key, entry);
  return entry;
};

/**
 * Evaluated on first use: most processes run on a key and never load the library. What the authority answers is
 * noted, because the library keeps to itself why it could not find a tenant.
 */
const createCredential = async (request: TokenRequest, noted: AuthorityAnswer): Promise<TokenCredential> => {
  const note: PipelinePolicy = {
    name: "noteAuthorityAnswer",
    sendRequest: async (message, next) => {
      try {
        const response = await next(message);
        noted.status = response.status;
        noted.body = response.bodyAsText ?? "";
        return response;
      } catch (error) {
        noted.networkCode = (error as NodeJS.ErrnoException).code ?? "ECONNRESET";
        throw error;
      }
    },
  };
  const { ClientSecretCredential } = await import("@azure/identity");
  return new ClientSecretCredential(request.tenantId, request.clientId, request.clientSecret, {
    authorityHost: request.authorityHost,
    // The form names the authority; asking the public cloud whether it exists would break sovereign clouds.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 2 },
    additionalPolicies: [{ policy: note, position: "perRetry" }],
  });
};

const acquire = async (request: TokenRequest): Promise<AccessToken> => {
  const authorityAnswer: AuthorityAnswer = {};
  const credential = await createCredential(request, authorityAnswer);
  try {
    const token = await credential.getToken(request.scope);
    if (token) return token;
  } catch (error) {
    throw Object.assign(error as Error, { authorityAnswer });
  }
  throw Object.assign(new Error("It answered without a token."), { authorityAnswer });
};

const isFresh = (token: AccessToken, marginMs: number): boolean =>
  token.expiresOnTimestamp - clock.now() > marginMs;

/**
 * An access token for the request: from the cache while it is fresh, else one that all concurrent callers share.
 * When a renewal ahead of time fails, the old token serves until it really ends.
 * @throws the identity library's error, which `readTokenFailure` explains.
 */
export const entraToken = async (request: TokenRequest): Promise<string> => {
  const entry = entryFor(cacheKey(request));
  if (entry.token && isFresh(entry.token, entry.renewalMarginMs)) return entry.token.token;
  entry.pending ??= acquire(request).finally(() => {
    delete entry.pending;
  });
  try {
    entry.token = await entry.pending;
    entry.renewalMarginMs = Math.min(
      longestRenewalMarginMs,
      (entry.token.expiresOnTimestamp - clock.now()) / 2,
    );
  } catch (error) {
    if (entry.token && isFresh(entry.token, 0)) return entry.token.token;
    throw error;
  }
  return entry.token.token;
};

/** Forgets a token that the service refused; a newer one that another call fetched meanwhile is kept. */
export const forgetEntraToken = (request: TokenRequest, refusedToken: string): void => {
  const entry = cache.get(cacheKey(request));
  if (entry?.token?.token === refusedToken) delete entry.token;
};
