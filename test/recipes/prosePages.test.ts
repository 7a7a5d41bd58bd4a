import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { startGateway } from "../../local/endpoint";
import { definition, type InputDefinition } from "../../scripts/documentation/definition";
import { chatAnswer } from "../support/answers";
import { entraConnection, harness, keyConnection } from "../support/connector";
import { shareEndpoint, useClosing, useLocalTrust, useServer } from "../support/hooks";

const pageOf = (name: string): string =>
  readFileSync(path.join(__dirname, "../../docs/recipes", `${name}.md`), "utf8");

const labelsOf = (inputs: readonly InputDefinition[]): string[] =>
  inputs.flatMap(({ label, inputs: members }) => [
    typeof label === "string" ? label : String((label as { value: string }).value),
    ...labelsOf(members ?? []),
  ]);

/** The labels of all parts and inputs. */
const labels = new Set(
  Object.values(definition).flatMap((parts) =>
    (parts as typeof definition.action).flatMap(({ label, inputs }) => [label, ...labelsOf(inputs)]),
  ),
);

/** What is bold in prose and names nothing, and the step of another component. */
const emphasis = ["Each customer brings a resource.", "One resource for all.", "http httpPost"];

/** The names of the steps and branches of a page's example. */
const namesIn = (name: string): string[] => {
  const file = path.join(__dirname, "../../examples/lowCode", `${name}.yml`);
  return existsSync(file)
    ? [...readFileSync(file, "utf8").matchAll(/^[ -]+name: (.+)$/gm)].map(([, step = ""]) => step)
    : [];
};

const pages = readdirSync(path.join(__dirname, "../../docs/recipes")).map((file) =>
  path.basename(file, ".md"),
);

test.each(pages)("%s names labels that there are", (name) => {
  const bold = [...pageOf(name).matchAll(/\*\*([^*]+)\*\*/g)].map(([, label = ""]) => label);
  const known = new Set([...labels, ...emphasis, ...namesIn(name)]);
  expect(bold.length).toBeGreaterThan(3);
  expect(bold.filter((label) => !known.has(label))).toEqual([]);
});

describe("what it costs", () => {
  const server = useServer();

  it("is what the page reckons", async () => {
    const example = JSON.parse(/```json\n(.*)\n```/.exec(pageOf("costs"))?.[1] ?? "null");
    const { prices, input, cachedInput, output, cost } = example;
    const answer = chatAnswer("Yes");
    const prompt_tokens_details = { cached_tokens: cachedInput };
    const usage = { prompt_tokens: input, completion_tokens: output, prompt_tokens_details };
    server.script({ ...answer, body: { ...(answer.body as object), usage } });
    const connection = keyConnection(server.url, { prices: [{ key: "gpt-5.4", value: prices }] });
    const { data } = (await harness.action("createChatCompletion", { connection, userPrompt: "Hi" })) as {
      data: { cost: { total: number }; usageRecord: { tags: object } };
    };
    expect(data.cost.total).toBeCloseTo(cost, 12);
    expect(data.usageRecord.tags).toHaveProperty("customer");
  });
});

describe("a gateway that asks for a token and a key", () => {
  useLocalTrust();
  const endpoint = shareEndpoint({ tls: true, entra: { resources: ["api://my-gateway", "api://another"] } });
  const closeLater = useClosing();
  const audience = "api://my-gateway";

  const start = async () => {
    if (!endpoint.entra) throw new Error("The endpoint has no Entra authority.");
    const gateway = await startGateway({
      backend: endpoint,
      tls: true,
      prefix: "/team",
      subscriptionKeyHeader: "X-Team-Key",
      bearer: { issuer: endpoint.entra, audiences: [audience] },
    });
    closeLater(gateway);
    return gateway;
  };

  it("is passed with the fields that the page names", async () => {
    const gateway = await start();
    const { subscriptionKey } = gateway;
    const connection = entraConnection(endpoint.entra, gateway.endpoint, {
      ...{ audience, subscriptionKey, subscriptionKeyHeader: "X-Team-Key" },
    });
    const { data } = (await harness.action("createChatCompletion", {
      ...{ connection, userPrompt: "What is 6 times 7?" },
    })) as { data: { output_text: string } };
    expect(data.output_text).toBe("42");
  });

  it.each([
    ["another audience", { audience: "api://another" }, /Audience/],
    ["no subscription key", { subscriptionKey: "" }, /Subscription Key/],
  ])("says what to do about %s", async (_what, fields, said) => {
    const gateway = await start();
    const { subscriptionKey } = gateway;
    const connection = entraConnection(endpoint.entra, gateway.endpoint, {
      ...{ audience, subscriptionKey, subscriptionKeyHeader: "X-Team-Key", ...fields },
    });
    await expect(
      harness.action("createChatCompletion", { connection, userPrompt: "What is 6 times 7?" }),
    ).rejects.toThrow(said);
  });
});
