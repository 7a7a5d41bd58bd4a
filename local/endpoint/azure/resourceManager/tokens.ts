import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "../../server/answer";
import { bearerIn, judgeToken, type TokenVerdict } from "../entra/accessTokens";
import type { EntraAuthority } from "../entra/entraAuthority";
import { refuse } from "./refusals";

/** Refuses a request whose token is absent, of another authority, over or for somebody else. */
export const refuseToken = (
  headers: IncomingHttpHeaders,
  authority: EntraAuthority,
  audiences: readonly string[],
  nowMs: number,
): Answer | undefined => {
  const bearer = bearerIn(headers);
  const verdict =
    bearer === undefined ? "absent" : judgeToken(bearer, { issuer: authority, audiences, nowMs });
  return verdict === "accepted" ? undefined : refuseAs(authority, tokenFailures[verdict]);
};

/** Refuses a token of the authority's tenant for a subscription that belongs to another one. */
export const refuseTenant = (authority: EntraAuthority, tenantId: string | undefined): Answer | undefined => {
  const own = authority.tenantId;
  if (tenantId === undefined || tenantId === own) return undefined;
  const message = `The access token is from the wrong issuer 'https://sts.windows.net/${own}/'. It must match the tenant 'https://sts.windows.net/${tenantId}/' associated with this subscription. Please use the authority (URL) 'https://login.windows.net/${tenantId}' to get the token.`;
  return refuseAs(authority, { code: "InvalidAuthenticationTokenTenant", message });
};

interface TokenFailure {
  code: string;
  message: string;
}

const refuseAs = ({ authorityHost, tenantId }: EntraAuthority, { code, message }: TokenFailure): Answer => {
  const challenge = `Bearer authorization_uri="${authorityHost}/${tenantId}", error="invalid_token", error_description="${message}"`;
  return refuse(401, code, message, { "www-authenticate": challenge });
};

const tokenFailures: Record<Exclude<TokenVerdict, "accepted"> | "absent", TokenFailure> = {
  absent: {
    code: "AuthenticationFailed",
    message: "Authentication failed. The 'Authorization' header is missing.",
  },
  unknown: { code: "InvalidAuthenticationToken", message: "The access token is invalid." },
  expired: { code: "ExpiredAuthenticationToken", message: "The access token expiry has passed." },
  wrongAudience: {
    code: "InvalidAuthenticationTokenAudience",
    message: "The access token has been obtained for the wrong audience or resource.",
  },
};
