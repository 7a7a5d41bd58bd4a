import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A token that the authority gave out. */
export interface IssuedToken {
  token: string;
  audience: string;
  expiresAtMs: number;
}

/** An Entra authority as a service sees it: the issuer of accepted tokens. */
export interface TokenIssuer {
  readonly tokensIssued: readonly IssuedToken[];
}

/** A service's verdict on a token. Revoked tokens count as expired. */
export type TokenVerdict = "accepted" | "expired" | "wrongAudience" | "unknown";

/** The issuer and the audiences of accepted tokens, and the time. */
export interface TokenRules {
  issuer: TokenIssuer | undefined;
  audiences: readonly string[];
  nowMs: number;
}

/** An audience without slashes at its end, for comparing. */
export const withoutSlash = (audience: string): string => audience.replace(/\/+$/, "");

/** Judges a token by its issuer, its time and its audience, in this order. */
export const judgeToken = (token: string, { issuer, audiences, nowMs }: TokenRules): TokenVerdict => {
  const issued = issuer?.tokensIssued.find((candidate) => candidate.token === token);
  if (issued === undefined) return "unknown";
  if (issued.expiresAtMs <= nowMs) return "expired";
  return audiences.map(withoutSlash).includes(withoutSlash(issued.audience)) ? "accepted" : "wrongAudience";
};

/** The token or key in an Authorization header. */
export const bearerIn = (headers: IncomingHttpHeaders): string | undefined =>
  /^Bearer\s+(.*)$/i.exec(headers.authorization ?? "")?.[1]?.trim();

/** The client, the audience and the lifetime of a token. */
interface TokenSubject {
  issuer: string;
  tenantId: string;
  clientId: string;
  audience: string;
  lifetimeSeconds: number;
  nowMs: number;
}

/**
 * Makes a token with the claims of a real one. Its signature is random, because services here recognize a token by its
 * issuer.
 */
export const issueToken = (subject: TokenSubject): IssuedToken => {
  const { audience, tenantId, clientId } = subject;
  const now = Math.floor(subject.nowMs / 1000);
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString("base64url");
  const claims = {
    aud: audience,
    iss: subject.issuer,
    iat: now,
    nbf: now,
    exp: now + subject.lifetimeSeconds,
    appid: clientId,
    appidacr: "1",
    idtyp: "app",
    oid: randomUUID(),
    tid: tenantId,
    uti: randomBytes(16).toString("base64url"),
    ver: "1.0",
  };
  const header = { typ: "JWT", alg: "RS256", kid: "local" };
  const token = [encode(header), encode(claims), randomBytes(256).toString("base64url")].join(".");
  return { token, audience, expiresAtMs: subject.nowMs + subject.lifetimeSeconds * 1000 };
};
