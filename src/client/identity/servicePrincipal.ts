import { refuseField } from "../endpoint/FieldError";
import type { AppProof, TokenRequest } from "./acquireToken";
import { readCertificate } from "./certificate";
import type { CloudAddresses } from "./cloud";
import { requiredField, textField } from "./connectionFields";
import type { ConnectionValue, Credential } from "./credential";
import { entraToken, forgetEntraToken } from "./entraTokens";

const proofOf = (connection: ConnectionValue): { proof: AppProof; secrets: string[] } => {
  const secret = textField(connection, "clientSecret");
  const certificate = textField(connection, "certificate");
  // Not trimmed: spaces at its ends may belong to a passphrase.
  const entered = connection.fields["certificatePassphrase"];
  const passphrase = typeof entered === "string" && entered.trim() !== "" ? entered : "";
  if (secret === "" && certificate === "") {
    refuseField(
      "Client Secret",
      "it is empty, and so is Certificate.",
      "Enter one of them in the connection.",
    );
  }
  if (secret !== "" && certificate !== "") {
    refuseField("Certificate", "Client Secret is filled in too.", "Leave one of them empty.");
  }
  if (certificate === "") return { proof: { type: "secret", secret }, secrets: [secret] };
  const { pem, secrets } = readCertificate(certificate, passphrase);
  return { proof: { type: "certificate", pem }, secrets: passphrase ? [passphrase, ...secrets] : secrets };
};

/**
 * The credential of an app registration: a token for the scope, acquired with the app's secret or certificate, and
 * cached.
 * @param resource - whom the token is for, where it is to be of Entra's first version
 * @throws FieldError that names the field by its label.
 */
export const servicePrincipalCredential = (
  connection: ConnectionValue,
  { authorityHost }: CloudAddresses,
  scope: string,
  resource?: string,
): Pick<Credential, "headers" | "renew" | "secrets"> => {
  const tenantId = requiredField(connection, "tenantId", "Tenant ID");
  const clientId = requiredField(connection, "clientId", "Client ID");
  if (!/^[a-z0-9.-]+$/i.test(tenantId)) {
    refuseField("Tenant ID", "enter the directory id or a domain such as contoso.onmicrosoft.com.");
  }
  const { proof, secrets } = proofOf(connection);
  const request: TokenRequest = { tenantId, clientId, proof, authorityHost, scope, resource };
  const tokens = new Set<string>();
  return {
    headers: async (signal) => {
      const token = await entraToken(request, signal);
      tokens.add(token);
      return { authorization: `Bearer ${token}` };
    },
    renew: ({ authorization = "" }) => {
      forgetEntraToken(request, authorization.replace("Bearer ", ""));
      return true;
    },
    secrets: () => [...secrets, ...tokens],
  };
};
