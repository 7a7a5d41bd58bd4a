import { isoSeconds } from "../../text/isoSeconds";
import { clock } from "../clock";
import { refuseField } from "../endpoint/FieldError";

/** What a token says of itself; an opaque one says nothing. */
export interface TokenClaims {
  /** When it ends, in milliseconds since the epoch. */
  expiresAtMs?: number;
  /** Whom it is for: an address or an application id. */
  audience?: string;
}

/** The end of the year 9999 in seconds: a later time, as one before 1970, is none that a token means. */
const latestTime = 253_402_300_799;

const isTime = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= latestTime;

/** An audience is shown: it is an address or an id, and no text of any length. */
const isAudience = (value: unknown): value is string =>
  typeof value === "string" && value.length <= 300 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value);

const claimsOf = (payload: string): TokenClaims => {
  const { exp, aud } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as {
    exp?: unknown;
    aud?: unknown;
  };
  const audience = Array.isArray(aud) ? aud[0] : aud;
  return {
    ...(isTime(exp) && { expiresAtMs: exp * 1000 }),
    ...(isAudience(audience) && { audience }),
  };
};

/** Reads a JSON Web Token's claims without checking its signature, which is the service's to check. */
export const readTokenClaims = (token: string): TokenClaims => {
  const parts = token.split(".");
  try {
    return parts.length === 3 ? claimsOf(parts[1] ?? "") : {};
  } catch {
    return {};
  }
};

const ago = (milliseconds: number): string => {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
};

/**
 * Refuses a token whose time is over, before it is sent.
 * @throws FieldError that says when it ended, and the mend.
 */
export const checkExpiry = ({ expiresAtMs }: TokenClaims, label: string, mend: string): void => {
  if (expiresAtMs === undefined || expiresAtMs > clock.now()) return;
  const ended = isoSeconds(expiresAtMs);
  refuseField(label, `it expired at ${ended}, ${ago(clock.now() - expiresAtMs)} ago.`, mend);
};

/** Audiences that people get a token for by mistake; `az account get-access-token` gives the first by itself. */
const otherAudiences: ReadonlyArray<readonly [audience: RegExp, name: string]> = [
  [
    /^https:\/\/management\.(core\.windows\.net|azure\.com|usgovcloudapi\.net|chinacloudapi\.cn|core\.usgovcloudapi\.net)\/?$/i,
    "Azure Resource Manager",
  ],
  [
    /^(https:\/\/(graph\.microsoft\.(com|us)|microsoftgraph\.chinacloudapi\.cn)\/?|00000003-0000-0000-c000-000000000000)$/i,
    "Microsoft Graph",
  ],
];

/** The service that a token is for, when that is another one than Azure OpenAI by its audience. */
export const foreignServiceOf = ({ audience }: TokenClaims): string | undefined =>
  audience === undefined ? undefined : otherAudiences.find(([pattern]) => pattern.test(audience))?.[1];

/** What was pasted as a token: the token itself, or the answer of a command line that holds one. */
export const pastedToken = (pasted: string): string => {
  try {
    const answer = JSON.parse(pasted) as { accessToken?: unknown; access_token?: unknown };
    const token = answer?.accessToken ?? answer?.access_token;
    return typeof token === "string" ? token : pasted;
  } catch {
    return pasted;
  }
};
