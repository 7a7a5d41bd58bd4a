import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environmentConnection } from "../../../local/platform/environmentConnection";

const endpoint = { AZURE_OPENAI_ENDPOINT: "https://gateway.example/team" };
const key = { AZURE_OPENAI_API_KEY: "azure-key-0123456789" };
const token = { AZURE_OPENAI_AD_TOKEN: "opaque-token-0123456789" };
const app = { AZURE_TENANT_ID: "tenant", AZURE_CLIENT_ID: "client" };
const secret = { AZURE_CLIENT_SECRET: "secret-0123456789" };
const openAI = { OPENAI_API_KEY: "openai-key-0123456789" };
const gateway = { AZURE_OPENAI_SUBSCRIPTION_KEY: "gateway-key-0123456789" };
const header = { AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER: "X-Team-Key" };

const keyLine = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
const publicLine = "MIIDazCCAlOgAwIBAgIUPublicPublicPublicPublicPublicPub";
const pem = `-----BEGIN CERTIFICATE-----\n${publicLine}\n-----END CERTIFICATE-----\n-----BEGIN ENCRYPTED PRIVATE KEY-----\n${keyLine}\n-----END ENCRYPTED PRIVATE KEY-----\n`;

const folder = mkdtempSync(join(tmpdir(), "credentials-"));
const certificate = { AZURE_CLIENT_CERTIFICATE_PATH: join(folder, "app.pem") };
const archive = { AZURE_CLIENT_CERTIFICATE_PATH: join(folder, "app.pfx") };
const password = { AZURE_CLIENT_CERTIFICATE_PASSWORD: "correct horse battery staple" };
writeFileSync(certificate.AZURE_CLIENT_CERTIFICATE_PATH, pem);
writeFileSync(archive.AZURE_CLIENT_CERTIFICATE_PATH, Buffer.from([0x30, 0x82, 0x09, 0xa0, 0x02, 0x01, 0x03]));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a certificate", () => {
  it("is read from the file that the environment names, and its key is a secret", () => {
    const found = environmentConnection({ ...endpoint, ...app, ...certificate });
    expect(found).toMatchObject({ key: "entraServicePrincipal", secrets: [keyLine] });
    expect(found?.fields).toEqual({
      endpoint: endpoint.AZURE_OPENAI_ENDPOINT,
      tenantId: "tenant",
      clientId: "client",
      certificate: pem,
    });
    expect(found?.description).toContain("AZURE_CLIENT_CERTIFICATE_PATH)");
    expect(found?.variables).toMatchObject({ Certificate: "AZURE_CLIENT_CERTIFICATE_PATH" });
  });

  it("has its password, which is a secret as well, from the environment too", () => {
    const found = environmentConnection({ ...endpoint, ...app, ...certificate, ...password });
    expect(found?.fields["certificatePassphrase"]).toBe(password.AZURE_CLIENT_CERTIFICATE_PASSWORD);
    expect(found?.secrets).toEqual([password.AZURE_CLIENT_CERTIFICATE_PASSWORD, keyLine]);
    expect(found?.variables["Certificate Passphrase"]).toBe("AZURE_CLIENT_CERTIFICATE_PASSWORD");
  });

  it("is left alone where there is a secret, as Azure's own tools do it", () => {
    const found = environmentConnection({ ...endpoint, ...app, ...secret, ...archive });
    expect(found?.fields).toMatchObject({ clientSecret: secret.AZURE_CLIENT_SECRET });
    expect(found?.fields).not.toHaveProperty("certificate");
  });

  it.each([
    [
      "a file that is not there",
      { AZURE_CLIENT_CERTIFICATE_PATH: "/nope.pem" },
      /can't read "\/nope.pem": there/,
    ],
    ["a directory", { AZURE_CLIENT_CERTIFICATE_PATH: folder }, /it is a directory/],
    ["a PFX file", archive, /is no PEM file. Convert a PFX file by: openssl pkcs12/],
  ])("is refused by its variable when it is %s", (_what, variable, reason) => {
    const find = () => environmentConnection({ ...endpoint, ...app, ...variable });
    expect(find).toThrow(/^AZURE_CLIENT_CERTIFICATE_PATH: /);
    expect(find).toThrow(reason);
  });
});

describe("an access token", () => {
  it("is a connection of its own", () => {
    expect(environmentConnection({ ...endpoint, ...token, OPENAI_API_VERSION: "preview" })).toMatchObject({
      key: "entraToken",
      fields: { accessToken: token.AZURE_OPENAI_AD_TOKEN, apiVersion: "preview" },
      secrets: [token.AZURE_OPENAI_AD_TOKEN],
      variables: { "Access Token": "AZURE_OPENAI_AD_TOKEN" },
      description:
        "Microsoft Entra Access Token at https://gateway.example (AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_AD_TOKEN)",
    });
  });

  it("goes before an app registration, and after a key", () => {
    expect(environmentConnection({ ...endpoint, ...token, ...app, ...secret })?.key).toBe("entraToken");
    expect(environmentConnection({ ...endpoint, ...token, ...key })?.key).toBe("apiKey");
  });
});

describe("a gateway's key", () => {
  it.each<[what: string, variables: Record<string, string>, connection: string]>([
    ["a key", { ...endpoint, ...key }, "apiKey"],
    ["a token", { ...endpoint, ...token }, "entraToken"],
    ["a secret", { ...endpoint, ...app, ...secret }, "entraServicePrincipal"],
    ["a certificate", { ...endpoint, ...app, ...certificate }, "entraServicePrincipal"],
    ["an OpenAI key elsewhere", { ...openAI, OPENAI_BASE_URL: "https://gateway.example/v1" }, "apiKey"],
  ])("goes along with %s", (_what, variables, connection) => {
    const alone = environmentConnection(variables);
    const found = environmentConnection({ ...variables, ...gateway, ...header });
    expect(found).toMatchObject({
      key: connection,
      secrets: [...(alone?.secrets ?? []), "gateway-key-0123456789"],
    });
    expect(found?.fields).toEqual({
      ...alone?.fields,
      subscriptionKey: "gateway-key-0123456789",
      subscriptionKeyHeader: "X-Team-Key",
    });
    expect(found?.variables).toMatchObject({
      "Subscription Key": "AZURE_OPENAI_SUBSCRIPTION_KEY",
      "Subscription Key Header": "AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER",
    });
    expect(found?.description).toMatch(/, AZURE_OPENAI_SUBSCRIPTION_KEY\)$/);
    expect(found?.description).not.toContain("gateway-key");
  });

  it("suffices where the gateway signs in to the service by itself", () => {
    expect(environmentConnection({ ...endpoint, ...gateway })).toMatchObject({
      key: "apiKey",
      fields: { ...{ apiKey: "" }, subscriptionKey: "gateway-key-0123456789" },
      secrets: ["gateway-key-0123456789"],
    });
  });

  it("is not sent to OpenAI itself, which is behind no gateway", () => {
    const found = environmentConnection({ ...openAI, ...gateway, ...header });
    expect(found?.fields).toEqual({ apiKey: openAI.OPENAI_API_KEY, isOpenAIKey: "true" });
  });
});

it.each<[what: string, variables: Record<string, string>, message: RegExp]>([
  ["a token alone", token, /^AZURE_OPENAI_AD_TOKEN is set without an address: set AZURE_OPENAI_ENDPOINT/],
  ["a gateway's key alone", gateway, /^AZURE_OPENAI_SUBSCRIPTION_KEY is set without an address/],
  [
    "a gateway's header without its key",
    { ...endpoint, ...key, ...header },
    /^AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER is set without a key: set AZURE_OPENAI_SUBSCRIPTION_KEY\./,
  ],
  [
    "a certificate without its app",
    { ...endpoint, ...certificate },
    /set AZURE_TENANT_ID and AZURE_CLIENT_ID as well/,
  ],
  [
    "an app alone",
    { ...endpoint, ...app },
    /set AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH as well/,
  ],
])("%s is refused by the missing variable's name", (_what, variables, message) => {
  expect(() => environmentConnection(variables)).toThrow(message);
});
