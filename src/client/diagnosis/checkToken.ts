import { isoSeconds } from "../../text/isoSeconds";
import type { Step } from "../call";
import { isOwnError, type OwnError } from "../errors/errors";
import { readTokenClaims, type TokenClaims } from "../identity/accessToken";
import { credentialHeaders } from "../sending/credentialHeaders";
import { type Finding, findingIn, timed } from "./check";

/** A token that was had, or why none was. */
type TokenResult = { durationMs: number } & ({ claims: TokenClaims } | { finding: Finding });

const name = "The connection";

/** A refusal of Entra's has no mend where its code is not known. */
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

/** Gets the token that calls would be made with. */
export const checkToken = async (step: Step): Promise<TokenResult> => {
  const { value, durationMs } = await timed(() => acquire(step));
  return { ...value, durationMs };
};

/** Until when a token is good, where it tells a time that a calendar has. */
export const validityOf = ({ expiresAtMs }: TokenClaims): string => {
  const end = new Date(expiresAtMs ?? Number.NaN);
  return Number.isNaN(end.getTime())
    ? "A token is there"
    : `A token is there, valid until ${isoSeconds(end.getTime())}`;
};

/** Whom a token is for, where it tells. */
export const audienceOf = ({ audience }: TokenClaims): string =>
  audience === undefined ? "The token does not tell whom it is for" : `The token is for ${audience}`;
