import type { RunView } from "../../local/workbench/wire/run";
import { runScript } from "../local/runScript";
import { shareWorkbench } from "./support/workbench";

const bench = shareWorkbench();

it("logs what no one waits for in a line without secrets, and goes on", async () => {
  const { code, stdout, stderr } = await runScript("test/workbench/support/failBeside.ts", []);
  expect([code, stdout]).toEqual([0, "it goes on\n"]);
  const start = "Something failed that no one waits for:";
  expect(stderr.trimEnd().split("\n")).toEqual([
    `${start} TypeError: left behind with (secret)`,
    `${start} no error`,
    `${start} something without a text`,
    `${start} Error: ${"x".repeat(493)}`,
  ]);
});

it("says in a run that the endpoint went away, and answers as before", async () => {
  await bench.workbench.world.endpointFor().close();
  const form = { userPrompt: { value: "Hello" }, requestOptions: { value: { maxRetries: { value: "0" } } } };
  const asked = { kind: "action", key: "createChatCompletion", form, connections: { connection: "local" } };
  const { id } = (await (await bench.post("/api/runs", asked)).json()) as RunView;
  const look = async () => (await (await bench.get(`/api/runs/${id}`)).json()) as RunView;
  let run = await look();
  while (run.state === "running") run = await look();
  expect(run.problem?.message).toMatch(/refused|could not be reached|ECONNREFUSED/i);
  expect((await bench.get("/api/status")).status).toBe(200);
});
