import type { ModelsEndpoint } from "../endpoint/endpoint";
import { refuseField } from "../endpoint/FieldError";
import { checkExpiry, foreignServiceOf, pastedToken, readTokenClaims } from "./accessToken";
import { clouds } from "./cloud";
import { requiredField } from "./connectionFields";
import type { ConnectionValue, Credential } from "./credential";
import { sendableSecret } from "./pastedKey";

type TokenCredential = Pick<Credential, "headers" | "renew" | "secrets">;

/** A token that can't be replaced from here: it is sent until its time is over. */
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
 * The credential of a token that was pasted into the form.
 * @throws FieldError when it is missing, over, or meant for another service.
 */
export const pastedTokenCredential = (
  connection: ConnectionValue,
  endpoint: ModelsEndpoint,
): TokenCredential => {
  const label = "Access Token";
  const token = sendableSecret(label, pastedToken(requiredField(connection, "accessToken", label)));
  const { audience } = clouds[endpoint.cloud ?? "public"];
  const getOne = `get one with az account get-access-token --resource ${audience}`;
  const foreign = endpoint.host === "azure" ? foreignServiceOf(readTokenClaims(token)) : undefined;
  if (foreign) refuseField(label, `it is a token for ${foreign}.`, `For Azure OpenAI, ${getOne}.`);
  return fixedToken(token, label, `Paste a new one: ${getOne}.`);
};

/**
 * The credential of a user who signed in; the platform keeps the token and renews it before a step runs.
 * @throws FieldError when nobody has signed in yet, or the token is over.
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
