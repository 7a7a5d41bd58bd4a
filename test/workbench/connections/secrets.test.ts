import { makeClientCertificate } from "../../../local/endpoint";
import { apiRoutes } from "../../../local/workbench/server/apiRoutes";
import type { SavedConnection } from "../../../local/workbench/wire/connection";
import type { FormInput } from "../../../local/workbench/wire/formInput";
import type { RunView } from "../../../local/workbench/wire/run";
import { runUntilEnd } from "../run/runUntilEnd";
import { shareWorkbench } from "../support/workbench";

const canary = (name: string): string => `canary-${name}-5f0c2b7e91d84a36`;

const bench = shareWorkbench({
  environment: {
    AZURE_OPENAI_ENDPOINT: "https://127.0.0.1:1",
    AZURE_OPENAI_API_KEY: canary("environment"),
    AZURE_OPENAI_SUBSCRIPTION_KEY: canary("subscription"),
    FALLBACK_OPENAI_API_KEY: canary("fallback"),
    FALLBACK_OPENAI_BASE_URL: "https://127.0.0.1:1/v1",
  },
});

/** Everything that a page or a terminal was shown. */
const seen: string[] = [];
/** Texts that none of it may have. */
const secrets = [canary("environment"), canary("subscription"), canary("fallback")];

const secret = (text: string): string => {
  secrets.push(text);
  return text;
};

const fieldsOf = (id: string) => bench.workbench.connections.get(id).entered.fields as Record<string, string>;

/** Something in every field; what is a secret there is noted. */
const filled = (
  kind: string,
  endpoint: string,
  pem: string,
  { key, type, collection }: FormInput,
): unknown => {
  const text = canary(`${kind}-${key}`);
  if (key === "certificate") {
    // Each line of the key for itself, as a message may repeat one of them alone.
    const lines = pem.slice(pem.indexOf("PRIVATE KEY")).split("\n");
    for (const line of lines.filter((one) => /^[\w+/=]{30,}$/.test(one))) secret(line);
    return pem;
  }
  if (key === "prices") return [{ key: "gpt-5.4", value: "1 / 1 / 1" }];
  if (collection === "keyvaluelist") return [{ key: "x-canary", value: secret(text) }];
  if (type === "password") return secret(text);
  const shown: Record<string, string> = {
    endpoint: `${endpoint}/?code=${secret(text)}`,
    isOpenAIKey: "false",
    apiVersion: "v1",
    port: "1",
    host: "127.0.0.1",
    subscriptionKeyHeader: "x-gateway-key",
    contentSafetyEndpoint: "https://127.0.0.1:1",
    // The local authority knows no such application, and says so at once.
    authorityHost: fieldsOf("local-entra")["authorityHost"] ?? "",
    managementHost: fieldsOf("local-entra")["managementHost"] ?? "",
    cloud: "public",
    tokenVersion: "v2",
    audience: "api://open-audience",
    tenantId: fieldsOf("local-entra")["tenantId"] ?? "",
    clientId: "00000000-0000-4000-8000-000000000002",
    trustedAuthority: pem
      .slice(0, pem.indexOf("-----END CERTIFICATE-----"))
      .concat("-----END CERTIFICATE-----"),
  };
  return shown[key] ?? `open-${key}`;
};

const type = async (kind: string, endpoint: string, pem: string, without: string[] = []): Promise<string> => {
  const { inputs } = (await (await bench.get(`/api/parts/connection/${kind}`)).json()) as {
    inputs: FormInput[];
  };
  const boxes = inputs.filter((input) => input.type !== "template" && !without.includes(input.key));
  const entries = boxes.map((input) => [input.key, { value: filled(kind, endpoint, pem, input) }]);
  const form = { ...Object.fromEntries(entries), signInToken: { value: secret(canary(`${kind}-token`)) } };
  const answer = await (await bench.post("/api/connections", { kind, form })).text();
  seen.push(answer);
  return (JSON.parse(answer) as Extract<SavedConnection, { connection: unknown }>).connection.id;
};

/** Steps that fail in several ways: before they send, by the service, by the network, in a service beside. */
const once = { requestOptions: { value: { maxRetries: { value: "0" } } } };
const steps: ReadonlyArray<readonly [key: string, form: object]> = [
  ["diagnoseConnection", {}],
  // What is asked is shown as well: someone may paste a key into a prompt.
  ["createChatCompletion", { userPrompt: { value: `My key is ${canary("environment")}` }, ...once }],
  ["moderateContent", { text: { value: "Hello" }, ...once }],
  ["listDeployments", once],
  ["rawRequest", { url: { value: "/nowhere" }, method: { value: "GET" } }],
];

const runAll = async (connection: string): Promise<void> => {
  for (const [key, form] of steps) {
    const asked = { kind: "action", key, form, connections: { connection }, isDebugging: true };
    seen.push(JSON.stringify(await runUntilEnd(bench, asked)));
  }
};

/** What every GET route answers about everything that is there. */
const walk = async (): Promise<void> => {
  const runs = (await (await bench.get("/api/runs")).json()) as RunView[];
  const ids = { runs: runs.map(({ id }) => id), triggers: ["webhook"], parts: ["action"] };
  for (const { method, path } of apiRoutes) {
    if (method !== "GET") continue;
    const of = /^\/api\/(\w+)/.exec(path)?.[1] as keyof typeof ids;
    for (const id of ids[of] ?? ["none"]) {
      const address = path
        .replace(/:(id|kind)/, id)
        .replace(":key", of === "parts" ? "rawRequest" : "webhook");
      seen.push(await (await bench.get(address)).text());
    }
  }
};

const follow = async (): Promise<() => void> => {
  const leaving = new AbortController();
  const { body } = await fetch(`${bench.url}/api/events`, {
    headers: { cookie: bench.cookie },
    signal: leaving.signal,
  });
  const read = async (): Promise<void> => {
    for await (const part of body as unknown as AsyncIterable<Uint8Array>)
      seen.push(Buffer.from(part).toString("utf8"));
  };
  void read().catch(() => undefined);
  return () => leaving.abort();
};

test("no answer, event or line has what was typed as a secret into any field of any connection", async () => {
  const prints = [process.stdout, process.stderr].map((stream) =>
    jest.spyOn(stream, "write").mockImplementation((text) => {
      seen.push(String(text));
      return true;
    }),
  );
  const leave = await follow();
  const endpoint = fieldsOf("local")["endpoint"] ?? "";
  const { certificate, privateKey } = await makeClientCertificate();
  const pem = `${certificate}\n${privateKey}`;
  const kinds = bench.workbench.component.get().component.connections.map(({ key }) => key);
  for (const kind of kinds) await runAll(await type(kind, endpoint, pem));
  await runAll(await type("entraServicePrincipal", endpoint, pem, ["clientSecret"]));
  await runAll(await type("apiKey", "https://127.0.0.1:1", pem));
  for (const id of ["environment", "environment-fallback"]) await runAll(id);
  await walk();
  leave();
  for (const print of prints) print.mockRestore();
  expect(kinds).toHaveLength(6);
  const whole = seen.join("\n");
  expect(whole.length).toBeGreaterThan(100_000);
  expect(secrets.filter((text) => whole.includes(text))).toEqual([]);
}, 60_000);
