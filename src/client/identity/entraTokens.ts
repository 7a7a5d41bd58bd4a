import { createHash } from "node:crypto";
import type { AccessToken } from "@azure/identity";
import { Memory } from "../../text/Memory";
import { clock } from "../clock";
import type { TokenRequest } from "./acquireToken";
import { LostAnswer, PendingToken } from "./PendingToken";

/** A token is renewed this long before it expires, in milliseconds. */
const longestRenewalMarginMs = 5 * 60_000;

interface CacheEntry {
  token?: AccessToken;
  /** At most half of the token's lifetime: a short-lived token would never count as fresh otherwise. */
  renewalMarginMs: number;
  pending?: PendingToken;
}

/** Tokens of this process. The key has a digest of the proof, so that a changed secret makes a new entry. */
const entries = new Memory<CacheEntry>(500);

const tokenKey = ({ tenantId, clientId, proof, authorityHost, scope, resource }: TokenRequest): string => {
  const secret = proof.type === "secret" ? proof.secret : proof.pem;
  return [
    authorityHost,
    tenantId,
    clientId,
    scope,
    resource ?? "",
    createHash("sha256").update(secret).digest("base64"),
  ].join("|");
};

const entryFor = (key: string): CacheEntry =>
  entries.recall(key, () => ({ renewalMarginMs: longestRenewalMarginMs }));

const isFresh = (token: AccessToken, marginMs: number): boolean =>
  token.expiresOnTimestamp - clock.now() > marginMs;

/** The token request that is already under way, or a new one. */
const pendingToken = (entry: CacheEntry, request: TokenRequest): PendingToken => {
  if (entry.pending) return entry.pending;
  const pending = new PendingToken(request, () => {
    if (entry.pending === pending) delete entry.pending;
  });
  entry.pending = pending;
  return pending;
};

const keep = (entry: CacheEntry, token: AccessToken): string => {
  entry.token = token;
  entry.renewalMarginMs = Math.min(longestRenewalMarginMs, (token.expiresOnTimestamp - clock.now()) / 2);
  return token.token;
};

/**
 * An access token: from the cache while it is fresh, else from one request that all concurrent callers share. Where an
 * early renewal fails, the old token is used until it expires.
 * @param signal - ends the wait, for this caller alone
 * @throws the identity library's error, which `readTokenFailure` explains; the signal's reason.
 */
export const entraToken = async (request: TokenRequest, signal?: AbortSignal): Promise<string> => {
  const entry = entryFor(tokenKey(request));
  for (;;) {
    if (entry.token && isFresh(entry.token, entry.renewalMarginMs)) return entry.token.token;
    try {
      return keep(entry, await pendingToken(entry, request).join(signal));
    } catch (error) {
      signal?.throwIfAborted();
      if (entry.token && isFresh(entry.token, 0)) return entry.token.token;
      // The shared request may have been lost for long already, and this step has time left to ask again.
      if (!signal || !(error instanceof LostAnswer)) throw error;
    }
  }
};

/** Forgets a token that the service refused. A newer one, which another call acquired meanwhile, is kept. */
export const forgetEntraToken = (request: TokenRequest, refusedToken: string): void => {
  const entry = entries.get(tokenKey(request));
  if (entry?.token?.token === refusedToken) delete entry.token;
};
