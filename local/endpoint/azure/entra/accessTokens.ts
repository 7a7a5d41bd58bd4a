import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** A token that the authority gave out. */
export interface IssuedToken {
  token: string;
  audience: string;
  expiresAtMs: number;
}

/** Whose tokens a service takes: an Entra authority, as far as the service needs it. */
export interface TokenIssuer {
  readonly tokensIssued: readonly IssuedToken[];
}

/** What a service finds out about a token; revoked ones count as expired. */
export type TokenVerdict = "accepted" | "expired" | "wrongAudience" | "unknown";

/** Whose tokens are taken, for whom they have to be, and what time it is. */
export interface TokenRules {
  issuer: TokenIssuer | undefined;
  audiences: readonly string[];
  nowMs: number;
}

/** An audience as it is compared: with or without a slash at the end is the same. */
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

/** Who asks for a token, for whom, and how long it lasts. */
interface TokenSubject {
  issuer: string;
  tenantId: string;
  clientId: string;
  audience: string;
  lifetimeSeconds: number;
  nowMs: number;
}

/** A token with the claims of a real one. Its signature is random: services know a token by its issuer. */
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
