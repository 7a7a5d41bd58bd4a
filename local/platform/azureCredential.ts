import { readNamedFile } from "./readNamedFile";
import { IncompleteConnectionError, UsageError } from "./usageError";

/** Reads an environment variable without spaces around it; "" when it is not set. */
export type Read = (name: string) => string;

/** A part of a connection that the environment describes. */
export interface DescribedFields {
  fields: Record<string, string>;
  secrets: string[];
  /** The variable that each field of the form came from, by the field's label. */
  variables: Record<string, string>;
  /** The variables that were used, for people. */
  used: string[];
}

/** A credential and the connection that takes it. */
interface DescribedCredential extends DescribedFields {
  key: "apiKey" | "entraToken" | "entraServicePrincipal";
  label: string;
}

const certificatePath = "AZURE_CLIENT_CERTIFICATE_PATH";
const certificatePassword = "AZURE_CLIENT_CERTIFICATE_PASSWORD";
const principal = ["AZURE_TENANT_ID", "AZURE_CLIENT_ID"];

/** Lines of the private keys in a PEM text; the certificates in it are public. */
const keyLines = (pem: string): string[] =>
  [...pem.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----(.*?)-----END/gs)].flatMap(([, lines = ""]) =>
    lines.split(/\s+/).filter((line) => /^[\w+/=]{16,}$/.test(line)),
  );

const readCertificate = (read: Read): DescribedFields => {
  const path = read(certificatePath);
  const pem = readNamedFile(certificatePath, path).toString("utf8");
  if (!pem.includes("-----BEGIN ")) {
    throw new UsageError(
      `${certificatePath}: "${path}" is no PEM file. Convert a PFX file by: openssl pkcs12 -in file.pfx -out file.pem -nodes`,
    );
  }
  const passphrase = read(certificatePassword);
  return {
    fields: { certificate: pem, ...(passphrase && { certificatePassphrase: passphrase }) },
    secrets: [...(passphrase ? [passphrase] : []), ...keyLines(pem)],
    variables: { Certificate: certificatePath, "Certificate Passphrase": certificatePassword },
    used: [certificatePath, ...(passphrase ? [certificatePassword] : [])],
  };
};

const readSecret = (read: Read): DescribedFields => {
  const clientSecret = read("AZURE_CLIENT_SECRET");
  return {
    fields: { clientSecret },
    secrets: [clientSecret],
    variables: { "Client Secret": "AZURE_CLIENT_SECRET" },
    used: ["AZURE_CLIENT_SECRET"],
  };
};

/** A secret wins over a certificate, as in Azure's own tools. */
const principalCredential = (read: Read): DescribedCredential => {
  const proof = read("AZURE_CLIENT_SECRET") === "" ? readCertificate(read) : readSecret(read);
  const authorityHost = read("AZURE_AUTHORITY_HOST");
  return {
    key: "entraServicePrincipal",
    label: "Microsoft Entra Service Principal",
    fields: {
      tenantId: read("AZURE_TENANT_ID"),
      clientId: read("AZURE_CLIENT_ID"),
      ...(authorityHost && { authorityHost }),
      ...proof.fields,
    },
    secrets: proof.secrets,
    variables: {
      "Tenant ID": "AZURE_TENANT_ID",
      "Client ID": "AZURE_CLIENT_ID",
      "Authority Host": "AZURE_AUTHORITY_HOST",
      ...proof.variables,
    },
    used: [...principal, ...proof.used],
  };
};

const fixedCredential = (
  read: Read,
  variable: string,
  {
    key,
    field,
    label,
    fieldLabel,
  }: Record<"field" | "label" | "fieldLabel", string> & Pick<DescribedCredential, "key">,
): DescribedCredential => ({
  key,
  label,
  fields: { [field]: read(variable) },
  secrets: [read(variable)],
  variables: { [fieldLabel]: variable },
  used: [variable],
});

/** No key of the service: the gateway signs in to it, and demands its own key alone. */
const gatewayCredential: DescribedCredential = {
  key: "apiKey",
  label: "API Key",
  fields: { apiKey: "" },
  secrets: [],
  variables: { "API Key": "AZURE_OPENAI_API_KEY" },
  used: [],
};

/**
 * The credential for Azure OpenAI: a key, then a token, then a service principal, then a gateway's key alone.
 * @throws UsageError that names the variable which is missing or can't be used.
 */
export const azureCredential = (read: Read): DescribedCredential => {
  if (read("AZURE_OPENAI_API_KEY") !== "") {
    const form = { key: "apiKey", field: "apiKey", label: "API Key", fieldLabel: "API Key" } as const;
    return fixedCredential(read, "AZURE_OPENAI_API_KEY", form);
  }
  if (read("AZURE_OPENAI_AD_TOKEN") !== "") {
    return fixedCredential(read, "AZURE_OPENAI_AD_TOKEN", {
      key: "entraToken",
      field: "accessToken",
      label: "Microsoft Entra Access Token",
      fieldLabel: "Access Token",
    });
  }
  const proofs = ["AZURE_CLIENT_SECRET", certificatePath];
  const hasProof = proofs.some((name) => read(name) !== "");
  const missing = [
    ...principal.filter((name) => read(name) === ""),
    ...(hasProof ? [] : [proofs.join(" or ")]),
  ];
  if (missing.length === 0) return principalCredential(read);
  if (missing.length <= principal.length) {
    throw new IncompleteConnectionError(
      `AZURE_OPENAI_ENDPOINT is set with a part of a service principal: set ${missing.join(" and ")} as well, or AZURE_OPENAI_API_KEY.`,
    );
  }
  if (read("AZURE_OPENAI_SUBSCRIPTION_KEY") !== "") return gatewayCredential;
  throw new IncompleteConnectionError(
    `AZURE_OPENAI_ENDPOINT is set without a credential: set AZURE_OPENAI_API_KEY, or AZURE_OPENAI_AD_TOKEN, or ${principal.join(", ")} and ${proofs.join(" or ")}.`,
  );
};
