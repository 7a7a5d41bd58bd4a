import { reachService } from "../../../local/cli/reachService";
import type { Operation } from "../../../local/platform/component";

const operation = (...keys: string[]): Operation => ({
  kind: "action",
  key: "someAction",
  label: "Some Action",
  description: "Does something",
  inputs: keys.map((key) => ({ key, type: "connection", label: key })),
  perform: async () => ({ data: null }),
});
const plain = operation("connection");
const withFallback = operation("connection", "fallbackConnection");
const openAI = { OPENAI_API_KEY: "openai-key-0123456789" };
const fallback = { FALLBACK_OPENAI_API_KEY: "fallback-key-0123456789" };

test.each([
  ["a connection", plain, { OPENAI_BASE_URL: "https://gateway.example/v1" }, /^OPENAI_BASE_URL is set/],
  [
    "a fallback",
    withFallback,
    { ...openAI, FALLBACK_AZURE_OPENAI_API_KEY: "k" },
    /^Of the variables that begin with FALLBACK_: AZURE_OPENAI_API_KEY is set/,
  ],
])(
  "%s that is described in part is refused with the way around it",
  async (_part, asked, environment, start) => {
    const reached = reachService({ operation: asked, settings: {} }, environment);
    await expect(reached).rejects.toThrow(start);
    await expect(reached).rejects.toThrow(/\. Or add --local\.$/);
  },
);

test("an action with an input for a fallback gets it, and both keys are secrets", async () => {
  const environment = { ...openAI, ...fallback };
  const { connections, secrets } = await reachService({ operation: withFallback, settings: {} }, environment);
  expect(Object.keys(connections)).toEqual(["connection", "fallbackConnection"]);
  expect(secrets).toEqual([openAI.OPENAI_API_KEY, fallback.FALLBACK_OPENAI_API_KEY]);
  const other = await reachService({ operation: plain, settings: {} }, environment);
  expect(Object.keys(other.connections)).toEqual(["connection"]);
});

test("--local asks the environment for nothing", async () => {
  const environment = { OPENAI_BASE_URL: "https://gateway.example/v1", FALLBACK_AZURE_OPENAI_API_KEY: "k" };
  const reached = await reachService({ operation: withFallback, settings: { local: true } }, environment);
  await reached.close();
  expect(reached).toMatchObject({ isEmbedded: true, description: "the embedded local endpoint" });
  expect(Object.keys(reached.connections)).toEqual(["connection"]);
});

test("what asks Azure Resource Manager is connected to an embedded one by a service principal", async () => {
  const asked: Operation = { ...plain, kind: "dataSource", key: "selectSubscription" };
  const reached = await reachService({ operation: asked, settings: {} }, {});
  try {
    const { key, fields } = reached.connections["connection"] ?? {};
    expect(key).toBe("entraServicePrincipal");
    expect(reached.secrets).toEqual([fields?.["clientSecret"]]);
    expect(reached.description).toContain("AZURE_CLIENT_SECRET for a real resource");
    const { status } = await fetch(
      `${String(fields?.["managementHost"])}/subscriptions?api-version=2022-12-01`,
    );
    expect(status).toBe(401);
  } finally {
    await reached.close();
  }
});

test("an action without a connection asks the environment for nothing, and starts nothing", async () => {
  const environment = { OPENAI_BASE_URL: "https://gateway.example/v1" };
  const reached = await reachService({ operation: operation(), settings: { local: true } }, environment);
  expect(reached).toMatchObject({
    connections: {},
    isEmbedded: false,
    description: "none, nothing is called",
  });
});
