import type { Step } from "../call";
import { isAzureOpenAIError, isConnectionProblem } from "../errors/errors";
import { readTokenClaims, type TokenClaims } from "../identity/accessToken";
import { credentialHeaders } from "../sending/credentialHeaders";
import { type Finding, findingIn, timed } from "./check";

/** A token that was had, or why none was. */
type TokenResult = { durationMs: number } & ({ claims: TokenClaims } | { finding: Finding });

const name = "The connection";
const refusal = `${name} was refused a token by Microsoft Entra. `;
const retryHint = "Check Authority Host, or run the step again.";

const findingOfRefusal = (message: string): Finding => {
  if (message.endsWith(retryHint)) return findingIn(message, retryHint);
  if (!message.startsWith(refusal)) return findingIn(message);
  const reason = message.slice(refusal.length);
  const [, mend, code] = /^(.+) \((AADSTS\d+)\)$/s.exec(reason) ?? [];
  return mend
    ? { detail: `${refusal.trim().slice(0, -1)} (${code}).`, mend }
    : {
        detail: message,
        mend: "Correct what Microsoft Entra names, in the app registration or the connection.",
      };
};

const acquire = async (step: Step): Promise<{ claims: TokenClaims } | { finding: Finding }> => {
  try {
    const { authorization = "" } = await credentialHeaders({ ...step, action: name });
    return { claims: readTokenClaims(authorization.replace("Bearer ", "")) };
  } catch (error) {
    if (!isAzureOpenAIError(error) && !isConnectionProblem(error)) throw error;
    return { finding: findingOfRefusal((error as Error).message) };
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
    : `A token is there, valid until ${end.toISOString().replace(/\.\d+Z$/, "Z")}`;
};

/** Whom a token is for, where it tells. */
export const audienceOf = ({ audience }: TokenClaims): string =>
  audience === undefined ? "The token does not tell whom it is for" : `The token is for ${audience}`;
