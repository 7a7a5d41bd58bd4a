import { isoSeconds } from "../../text/isoSeconds";
import type { Step } from "../call";
import { isOwnError, type OwnError } from "../errors/errors";
import { readTokenClaims, type TokenClaims } from "../identity/accessToken";
import { credentialHeaders } from "../sending/credentialHeaders";
import { type Finding, findingIn, timed } from "./check";

/** The claims of a token, or why there is none. */
type TokenResult = { durationMs: number } & ({ claims: TokenClaims } | { finding: Finding });

const name = "The connection";

/** The finding of a failed token request. Where the client knows no mend for Entra's code, a general one is added. */
const findingOfToken = (error: OwnError): Finding => {
  const { detail, mend } = findingIn(error);
  if (error.kind !== "rejected") return { detail, mend };
  return mend
    ? { detail: `${name} was refused a token by Microsoft Entra (${error.code}).`, mend }
    : { detail, mend: "Correct what Microsoft Entra names, in the app registration or the connection." };
};

const acquire = async (step: Step): Promise<{ claims: TokenClaims } | { finding: Finding }> => {
  try {
    const { authorization = "" } = await credentialHeaders({ ...step, action: name });
    return { claims: readTokenClaims(authorization.replace("Bearer ", "")) };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return { finding: findingOfToken(error) };
  }
};

/** Acquires the token that the connection's calls would use. */
export const checkToken = async (step: Step): Promise<TokenResult> => {
  const { value, durationMs } = await timed(() => acquire(step));
  return { ...value, durationMs };
};

/** Says until when a token is valid, where it has an end that is a valid date. */
export const validityOf = ({ expiresAtMs }: TokenClaims): string => {
  const end = new Date(expiresAtMs ?? Number.NaN);
  return Number.isNaN(end.getTime())
    ? "A token is there"
    : `A token is there, valid until ${isoSeconds(end.getTime())}`;
};

/** Says which audience a token is for, where it names one. */
export const audienceOf = ({ audience }: TokenClaims): string =>
  audience === undefined ? "The token does not tell whom it is for" : `The token is for ${audience}`;
