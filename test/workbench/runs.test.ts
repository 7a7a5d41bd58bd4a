import type { RunView } from "../../local/workbench/wire/run";
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
