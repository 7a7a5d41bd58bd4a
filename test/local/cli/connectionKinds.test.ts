import { createPrivateKey } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { issueToken } from "../../../local/endpoint/azure/entra/accessTokens";
import { startGateway } from "../../../local/endpoint/azure/gateway/startGateway";
import { makeClientCertificate, type ServerCertificate } from "../../../local/endpoint/server/certificate";
import { startLocalEndpoint } from "../../../local/endpoint/service/startLocalEndpoint";
import { shareStarted } from "../../support/hooks";
import { requireBundle, runScript } from "../runScript";

const passphrase = "correct horse battery staple";
const subscriptionKey = "gateway-key-0123456789";

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(60_000);

let folder = "";
let own: ServerCertificate;
beforeAll(async () => {
  own = await makeClientCertificate();
});
const endpoint = shareStarted(() =>
  startLocalEndpoint({ tls: true, entra: { certificates: [own.certificate] } }),
);
const gateway = shareStarted(() =>
  startGateway({ backend: endpoint, tls: true, subscriptionKey, subscriptionKeyHeader: "X-Team-Key" }),
);
beforeAll(() => {
  requireBundle();
  folder = mkdtempSync(join(tmpdir(), "connection-kinds-"));
  writeFileSync(join(folder, "trusted.pem"), endpoint.certificate ?? "");
  const encrypted = { type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase } as const;
  const keyPem = createPrivateKey(own.privateKey).export(encrypted);
  writeFileSync(join(folder, "app.pem"), `${own.certificate}\n${keyPem}`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const cli = (args: string[], env: Record<string, string>) =>
  runScript("local/cli/start.ts", args, {
    env: {
      NODE_EXTRA_CA_CERTS: join(folder, "trusted.pem"),
      AZURE_OPENAI_ENDPOINT: endpoint.url,
      AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
      ...env,
    },
  });

const appVariables = (password: string): Record<string, string> => ({
  AZURE_TENANT_ID: endpoint.entra?.tenantId ?? "",
  AZURE_CLIENT_ID: endpoint.entra?.clientId ?? "",
  AZURE_AUTHORITY_HOST: endpoint.entra?.authorityHost ?? "",
  AZURE_CLIENT_CERTIFICATE_PATH: join(folder, "app.pem"),
  AZURE_CLIENT_CERTIFICATE_PASSWORD: password,
});

const ask = ["createChatCompletion", "--userPrompt", "What is 6 times 7?"];

test("an app registration proves itself with the certificate of the environment", async () => {
  const { code, stdout, stderr } = await cli(ask, appVariables(passphrase));
  expect({ code, answer: JSON.parse(stdout || "{}").output_text }).toEqual({ code: 0, answer: "42" });
  expect(stderr).toContain("Connection: Microsoft Entra Service Principal at https://localhost");
  expect(endpoint.entra?.tokenRequests.at(-1)?.assertion?.chainLength).toBe(1);
});

test("a wrong password is one line that names its variable, and holds no secret", async () => {
  const { code, stdout, stderr } = await cli(ask, appVariables("wrong-password-0123456789"));
  expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
  expect(stderr).toContain("Certificate Passphrase: AZURE_CLIENT_CERTIFICATE_PASSWORD");
  expect(stderr).not.toMatch(/wrong-password|PRIVATE KEY|MII/);
});

test("a token of the environment is sent, and a diagnosis says that it works", async () => {
  const { tokensIssued, tenantId = "", clientId = "" } = endpoint.entra ?? {};
  const audience = "https://cognitiveservices.azure.com";
  const subject = { tenantId, clientId, audience, lifetimeSeconds: 3600, nowMs: Date.now() };
  const issued = issueToken({ issuer: "https://localhost", ...subject });
  tokensIssued?.push(issued);
  const args = ["diagnose-connection", "--model", "gpt-5.4"];
  const { code, stdout, stderr } = await cli(args, { AZURE_OPENAI_AD_TOKEN: issued.token });
  expect(code).toBe(0);
  const { checks } = JSON.parse(stdout);
  expect(checks.length).toBeGreaterThan(5);
  expect(checks.filter(({ status }: { status: string }) => status === "fail")).toEqual([]);
  expect(stdout + stderr).not.toContain(issued.token.slice(-40));
  expect(endpoint.requests.at(-1)?.headers["authorization"]).toBe(`Bearer ${issued.token}`);
});

test("a gateway gets its own key under the header that the environment names", async () => {
  const behind = { AZURE_OPENAI_ENDPOINT: gateway.endpoint, AZURE_OPENAI_SUBSCRIPTION_KEY: subscriptionKey };
  const [allowed, refused] = await Promise.all([
    cli(ask, { ...behind, AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER: "X-Team-Key" }),
    cli(ask, { ...behind, AZURE_OPENAI_API_KEY: endpoint.apiKey }),
  ]);
  expect(JSON.parse(allowed.stdout)).toMatchObject({ output_text: "42" });
  expect(refused.code).toBe(4);
  expect(refused.stderr).toContain("Subscription Key: AZURE_OPENAI_SUBSCRIPTION_KEY");
  expect(refused.stderr).toContain("Subscription Key Header: AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER");
  expect(refused.stdout + refused.stderr).not.toContain(subscriptionKey);
});

test("a data source that needs another kind of connection says so", async () => {
  const { code, stderr } = await cli(["select-subscription"], { AZURE_OPENAI_API_KEY: endpoint.apiKey });
  expect(code).toBe(1);
  expect(stderr).toContain("Microsoft Entra Service Principal connection");
});
