import { isoSeconds } from "../../text/isoSeconds";
import { clock } from "../clock";
import { refuseField } from "../endpoint/FieldError";

/** The claims of a token that are read. An opaque token has none. */
export interface TokenClaims {
  /** When the token expires, in milliseconds since the epoch. */
  expiresAtMs?: number;
  /** The audience: an address or an application id. */
  audience?: string;
}

/** The end of the year 9999, in seconds. A later expiry, like one before 1970, is not a valid time. */
const latestTime = 253_402_300_799;

const isTime = (value: unknown): value is number =>
  typeof value === "number" && value >= 0 && value <= latestTime;

/** True for a text that looks like an audience. Errors show it, so it must be an address or an id. */
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

/** Reads the claims of a JSON Web Token. The service checks its signature. */
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
 * Refuses an expired token before it is sent.
 * @throws FieldError that says when the token expired, and the mend.
 */
export const checkExpiry = ({ expiresAtMs }: TokenClaims, label: string, mend: string): void => {
  if (expiresAtMs === undefined || expiresAtMs > clock.now()) return;
  const ended = isoSeconds(expiresAtMs);
  refuseField(label, `it expired at ${ended}, ${ago(clock.now() - expiresAtMs)} ago.`, mend);
};

/** Audiences of tokens that are often acquired by mistake. `az account get-access-token` has the first by default. */
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

/** The service that a token is for, where its audience shows that it is not Azure OpenAI. */
export const foreignServiceOf = ({ audience }: TokenClaims): string | undefined =>
  audience === undefined ? undefined : otherAudiences.find(([pattern]) => pattern.test(audience))?.[1];

const comparable = (audience: string): string =>
  audience
    .toLowerCase()
    .replace(/^api:\/\//, "")
    .replace(/\/$/, "");

const isAddress = (audience: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(audience);

/**
 * The audience of a token, where it is another address than the wanted one. An application id may stand for an address:
 * then the service alone knows.
 */
export const otherAudienceOf = ({ audience }: TokenClaims, wanted: string): string | undefined =>
  audience !== undefined &&
  isAddress(audience) &&
  isAddress(wanted) &&
  comparable(audience) !== comparable(wanted)
    ? audience
    : undefined;

/** The pasted token; where the JSON output of a command line was pasted, the token in it. */
export const pastedToken = (pasted: string): string => {
  try {
    const answer = JSON.parse(pasted) as { accessToken?: unknown; access_token?: unknown };
    const token = answer?.accessToken ?? answer?.access_token;
    return typeof token === "string" ? token : pasted;
  } catch {
    return pasted;
  }
};
