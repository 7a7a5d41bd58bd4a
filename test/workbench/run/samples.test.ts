import type { Catalogue, Part } from "../../../local/workbench/wire/catalogue";
import type { Sample } from "../../../local/workbench/wire/sample";
import { shareWorkbench } from "../support/workbench";
import { runUntilEnd } from "./runUntilEnd";

const bench = shareWorkbench();

const operations = async (): Promise<Catalogue["entries"]> => {
  const { entries } = (await (await bench.get("/api/catalogue")).json()) as Catalogue;
  return entries.filter(({ kind }) => kind === "action" || kind === "dataSource");
};

const sampleOf = async (body: object): Promise<Sample> => {
  const answer = await bench.post("/api/samples", body);
  return (await answer.json()) as Sample;
};

/** Runs the first sample of a part that fills in more than it has to, or else the least, and says why it failed. */
const failureOf = async ({ kind, key }: Catalogue["entries"][number]): Promise<string[]> => {
  const { sampleForms = 0 } = (await (await bench.get(`/api/parts/${kind}/${key}`)).json()) as Part;
  const choice = sampleForms > 0 ? 1 : "least";
  const sample = await sampleOf({ kind, key, choice });
  const { state, problem } = await runUntilEnd(bench, { kind, key, ...sample });
  return state === "succeeded" ? [] : [`${key} ${choice}: ${problem?.message}`];
};

// The tests of the cases run all forms, the least ones too, in the bundle as well.
test("a sample of every action and data source runs, once it is prepared", async () => {
  const parts = await operations();
  expect(parts.length).toBeGreaterThanOrEqual(88);
  const failures = await Promise.all(parts.map(failureOf));
  expect(failures.flat()).toEqual([]);
}, 120_000);

test("a sample chooses the connection that its part needs", async () => {
  expect(await sampleOf({ kind: "action", key: "createChatCompletion", choice: 2 })).toMatchObject({
    connections: { connection: "local", fallbackConnection: "local" },
    form: {
      userPrompt: { value: "Where was the 2020 World Series played?" },
      attachments: { value: { files: { value: expect.stringMatching(/^data:text\/csv/) } } },
    },
  });
  const { connections } = await sampleOf({ kind: "dataSource", key: "selectSku" });
  expect(connections).toEqual({ connection: "local-entra" });
});

test("what prepares a sample is no run of the session", async () => {
  const before = bench.workbench.runs.list().length;
  const { form } = await sampleOf({ kind: "action", key: "getBatch" });
  expect(form).toEqual({ batchId: { value: expect.stringMatching(/^batch_/) } });
  expect(bench.workbench.runs.list()).toHaveLength(before);
});

test.each([
  [{ kind: "action", key: "createChatCompletion", choice: 99 }, 404, "There is no sample 99"],
  [{ kind: "action", key: "createChatCompletion", choice: -1 }, 400, "reload the page"],
  [{ kind: "action", key: "../start" }, 404, 'The component has no action "../start"'],
  [{ kind: "connection", key: "apiKey" }, 400, "reload the page"],
])("a sample that is not there is refused: %j", async (body, status, sentence) => {
  const answer = await bench.post("/api/samples", body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({ message: expect.stringContaining(sentence) });
});
