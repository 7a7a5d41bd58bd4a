import type { ConnectionView } from "../../local/workbench/wire/connection";
import type { LogPage, RunView } from "../../local/workbench/wire/run";
import { shareWorkbench } from "./support/workbench";

const bench = shareWorkbench();

const runUntilEnd = async (body: unknown): Promise<RunView> => {
  const started = (await (await bench.post("/api/runs", body)).json()) as RunView;
  for (;;) {
    const run = (await (await bench.get(`/api/runs/${started.id}`)).json()) as RunView;
    if (run.state !== "running") return run;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const ask = (form: object) => ({
  kind: "action",
  key: "createChatCompletion",
  form,
  connections: { connection: "local" },
});

test("a step runs against the local endpoint, and a later one refers to its result", async () => {
  const first = await runUntilEnd(ask({ userPrompt: { value: "What is 6 times 7?" } }));
  expect(first).toMatchObject({ name: "createChatCompletion", state: "succeeded", attempts: 1 });
  const second = await runUntilEnd(
    ask({ userPrompt: { template: "Repeat: {{$createChatCompletion.results.choices[0].message.content}}" } }),
  );
  expect(second).toMatchObject({ name: "createChatCompletion2", state: "succeeded" });
  const sent = bench.workbench.world.endpointFor().requests.at(-1)?.bodyText;
  expect(sent).toContain("Repeat: 42");
});

test("an error names its box", async () => {
  const run = await runUntilEnd(ask({ userPrompt: { value: "Hello" }, temperature: { value: "hot" } }));
  expect(run).toMatchObject({ state: "failed", problem: { input: ["temperature"] } });
});

test("an error of two boxes names the first", async () => {
  const run = await runUntilEnd({ ...ask({}), key: "countTokens", connections: {} });
  expect(run.problem).toMatchObject({
    message: expect.stringContaining("Text and Messages"),
    input: ["text"],
  });
});

test("a step that can't be begun names its box, and a reference that leads to nothing is told of", async () => {
  const refused = async (form: object): Promise<unknown> =>
    (await bench.post("/api/runs", { ...ask(form), connections: {} })).json();
  expect(await refused({ modelSettings: { value: { seed: { reference: "none.results" } } } })).toMatchObject({
    message: expect.stringMatching(/^Model Settings: Seed: No step/),
    input: ["modelSettings", "seed"],
  });
  expect(await refused({})).toMatchObject({ input: ["connection"] });
  const deep = `a.results${".b".repeat(70)}`;
  expect(await refused({ userPrompt: { reference: deep } })).toMatchObject({
    message: expect.stringContaining("more than 64 levels deep"),
  });

  const { name } = await runUntilEnd(ask({ userPrompt: { value: "Hello" } }));
  const { id } = await runUntilEnd(ask({ userPrompt: { template: `Say {{$${name}.results.nope}}` } }));
  const { rows } = (await (await bench.get(`/api/runs/${id}/log`)).json()) as LogPage;
  expect(rows[0]).toMatchObject({
    level: "warn",
    text: `User Prompt: "${name}.results.nope" leads to nothing in the result of ${name}.`,
  });
});

test.each([
  [{ endpoint: { value: "https://localhost:1" } }, "API Key: it is empty"],
  [
    { endpoint: { value: "https://no-such-host.invalid" }, apiKey: { value: "k-0123456789" } },
    "could not reach",
  ],
])("an error that the connection causes leads to it", async (form, message) => {
  const saved = await bench.post("/api/connections", { kind: "apiKey", form });
  const { id } = ((await saved.json()) as { connection: ConnectionView }).connection;
  const asked = { ...ask({ userPrompt: { value: "Hello" }, model: { value: "gpt-5.4" } }) };
  const run = await runUntilEnd({ ...asked, connections: { connection: id } });
  expect(run.problem).toMatchObject({ message: expect.stringContaining(message), connection: id });
  expect(run.problem?.input).toBeUndefined();
});
