import type { ModelsEndpoint } from "../endpoint/endpoint";
import { refuseField } from "../endpoint/FieldError";
import { quoted } from "../endpoint/quoted";
import { checkExpiry, foreignServiceOf, otherAudienceOf, pastedToken, readTokenClaims } from "./accessToken";
import { clouds, wantedAudience } from "./cloud";
import { requiredField } from "./connectionFields";
import type { ConnectionValue, Credential } from "./credential";
import { sendableSecret } from "./pastedKey";

type TokenCredential = Pick<Credential, "headers" | "renew" | "secrets">;

/** A token that the connector can't renew: it is sent until it expires. */
const fixedToken = (token: string, label: string, mend: string): TokenCredential => {
  const claims = readTokenClaims(token);
  checkExpiry(claims, label, mend);
  return {
    headers: () => {
      checkExpiry(claims, label, mend);
      return { authorization: `Bearer ${token}` };
    },
    renew: () => false,
    secrets: () => [token],
  };
};

/**
 * The credential of a token pasted into the form.
 * @throws FieldError when the token is missing, expired, or for another service.
 */
export const pastedTokenCredential = (
  connection: ConnectionValue,
  endpoint: ModelsEndpoint,
): TokenCredential => {
  const label = "Access Token";
  const token = sendableSecret(label, pastedToken(requiredField(connection, "accessToken", label)));
  const claims = readTokenClaims(token);
  const cloud = clouds[endpoint.cloud ?? "public"];
  const wanted = wantedAudience(connection, cloud);
  const getOne = `get one with az account get-access-token --resource ${wanted ?? cloud.audience}`;
  const other = wanted === undefined ? undefined : otherAudienceOf(claims, wanted);
  if (other !== undefined)
    refuseField(
      label,
      `it is a token for ${quoted(other, "another audience")}.`,
      `For ${wanted}, ${getOne}.`,
    );
  const isForAzure = wanted === undefined && endpoint.host === "azure";
  const foreign = isForAzure ? foreignServiceOf(claims) : undefined;
  if (foreign) refuseField(label, `it is a token for ${foreign}.`, `For Azure OpenAI, ${getOne}.`);
  return fixedToken(token, label, `Paste a new one: ${getOne}.`);
};

/**
 * The credential of a signed-in user. The platform keeps the token and renews it before a step.
 * @throws FieldError when nobody has signed in, or the token has expired.
 */
export const signInCredential = ({ token }: ConnectionValue): TokenCredential => {
  const accessToken = token?.["access_token"];
  if (typeof accessToken !== "string" || accessToken.trim() === "") {
    return refuseField("Sign-in", "the connection has no token yet.", "Sign in on the connection.");
  }
  return fixedToken(
    sendableSecret("Sign-in", accessToken.trim()),
    "Sign-in",
    "Run the step again for a renewed one; if that goes on, sign in on the connection again.",
  );
};
