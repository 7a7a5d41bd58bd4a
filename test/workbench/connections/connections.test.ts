import type {
  ConnectionView,
  DiagnosisView,
  SavedConnection,
} from "../../../local/workbench/wire/connection";
import { runUntilEnd } from "../run/runUntilEnd";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench({
  environment: { OPENAI_API_KEY: "sk-of-the-environment-0123456789", FALLBACK_OPENAI_BASE_URL: "http://x" },
});

const list = async (): Promise<ConnectionView[]> =>
  (await (await bench.get("/api/connections")).json()) as ConnectionView[];
const save = async (typed: object): Promise<{ connection?: ConnectionView; problem?: object }> =>
  (await (await bench.post("/api/connections", typed)).json()) as SavedConnection & object;
const local = () => bench.workbench.connections.get("local").entered.fields as Record<string, string>;
const values = (form: Record<string, unknown>): object =>
  Object.fromEntries(Object.entries(form).map(([key, value]) => [key, { value }]));

/** A typed connection to the local endpoint. */
const typed = async (more: object = {}): Promise<ConnectionView> => {
  const { endpoint, apiKey } = local();
  const { connection } = await save({ kind: "apiKey", form: values({ endpoint, apiKey, ...more }) });
  if (!connection) throw new Error("It was not saved.");
  return connection;
};

const diagnose = async (id: string): Promise<DiagnosisView> =>
  (await (await bench.post(`/api/connections/${id}/diagnose`)).json()) as DiagnosisView;

test("the local ones come first, then those of the environment, and half a description is a sentence", async () => {
  const connections = await list();
  expect(connections[0]).toMatchObject({
    id: "local",
    origin: "local",
    kind: "apiKey",
    kindLabel: "API Key",
  });
  expect(connections.at(-1)).toMatchObject({ id: "environment", origin: "environment" });
  expect(await (await bench.get("/api/connections/kinds")).json()).toMatchObject({
    problems: [expect.stringContaining("FALLBACK_")],
    kinds: expect.arrayContaining([expect.objectContaining({ key: "entraUser", signsIn: true })]),
  });
});

test("a typed one is saved without its secrets, runs steps, and is gone when it is deleted", async () => {
  const { id, fields, label } = await typed({ defaultModel: "gpt-5.4" });
  expect(label).toBe(`API Key at ${local()["endpoint"]}`);
  expect(fields.find(({ key }) => key === "apiKey")).toEqual({
    ...{ key: "apiKey", label: "API Key", isSecret: true, isSet: true },
  });
  expect(fields.find(({ key }) => key === "defaultModel")).toMatchObject({ value: "gpt-5.4" });
  const asked = { kind: "action", key: "listModels", form: {}, connections: { connection: id } };
  expect(await runUntilEnd(bench, asked)).toMatchObject({ state: "succeeded" });
  expect((await bench.post(`/api/connections/${id}/delete`)).status).toBe(200);
  expect((await list()).map((one) => one.id)).not.toContain(id);
  expect(await (await bench.post("/api/runs", asked)).json()).toEqual({
    message: "This connection is no longer there: choose another one.",
  });
});

test("a change keeps the secrets that are left alone, and forgets those that it names", async () => {
  const { id } = await typed();
  const { endpoint } = local();
  const kept = await save({ id, kind: "apiKey", label: "Mine", form: values({ endpoint }) });
  expect(kept.connection).toMatchObject({ id, label: "Mine" });
  expect((await diagnose(id)).diagnosis).toMatchObject({ ok: true });
  await save({ id, kind: "apiKey", form: values({ endpoint }), forget: ["apiKey"] });
  const { diagnosis } = await diagnose(id);
  expect(diagnosis?.checks.find(({ status }) => status === "fail")).toMatchObject({
    check: "Credential",
    detail: "API Key: it is empty.",
  });
  const other = await save({ id, kind: "entraToken", form: values({ endpoint }) });
  expect(other.problem).toMatchObject({ input: ["accessToken"] });
});

test("a box that has to be mended is named, and what is fixed stays", async () => {
  expect(await save({ kind: "entraServicePrincipal", form: values({ tenantId: "t" }) })).toEqual({
    problem: { message: "Client ID: enter it, it is required.", input: ["clientId"] },
  });
  const reference = { apiKey: { reference: "listModels.results" } };
  expect((await save({ kind: "apiKey", form: reference })).problem).toMatchObject({ input: ["apiKey"] });
  for (const [path, body] of [
    ["/api/connections/local/delete", {}],
    ["/api/connections", { id: "local", kind: "apiKey", form: {} }],
  ] as const) {
    const refused = await bench.post(path, body);
    expect([refused.status, await refused.json()]).toEqual([
      409,
      { message: "Local endpoint is fixed: type another one." },
    ]);
  }
  expect((await bench.post("/api/connections", { kind: "constructor", form: {} })).status).toBe(404);
  expect((await bench.post("/api/connections", { kind: "apiKey" })).status).toBe(400);
});

test("a user's token stands for the sign-in", async () => {
  const form = values({ userPrompt: "Say one" });
  const connections = { connection: "local-entra" };
  await runUntilEnd(bench, { kind: "action", key: "createChatCompletion", form, connections });
  const token = bench.workbench.world
    .tokensIssued()
    .find(({ audience }) => audience.includes("cognitiveservices"))?.token;
  const { endpoint } = local();
  const entered = values({ endpoint, clientId: "c", clientSecret: "s", signInToken: token });
  const { connection } = await save({ kind: "entraUser", form: entered });
  expect(connection?.fields[0]).toMatchObject({ key: "signInToken", isSecret: true, isSet: true });
  expect((await diagnose(connection?.id ?? "")).diagnosis).toMatchObject({ ok: true });
});
