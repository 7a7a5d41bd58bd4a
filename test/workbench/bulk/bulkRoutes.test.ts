import { remainingStep } from "../../../local/workbench/server/bulk/remainingStep";
import type { BulkResult, ServiceWorkList, TrainingCurves } from "../../../local/workbench/wire/bulk";
import type { Catalogue, Part } from "../../../local/workbench/wire/catalogue";
import type { Failure } from "../../../local/workbench/wire/failure";
import type { RunView } from "../../../local/workbench/wire/run";
import type { Sample } from "../../../local/workbench/wire/sample";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench();

const json = async <Answer>(answer: Promise<Response>): Promise<Answer> =>
  (await (await answer).json()) as Answer;

/** The sentence of a refusal. */
const sentenceOf = async (answer: Response): Promise<string> =>
  (await json<Failure>(Promise.resolve(answer))).message;

const untilEnd = async ({ id }: RunView): Promise<RunView> => {
  for (;;) {
    const run = await json<RunView>(bench.get(`/api/runs/${id}`));
    if (run.state !== "running") return run;
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const start = (key: string, form: object, connection = "local"): Promise<RunView> =>
  json(bench.post("/api/runs", { kind: "action", key, form, connections: { connection } }));

const resultOf = ({ id }: RunView): Promise<BulkResult> => json(bench.get(`/api/bulk/runs/${id}/result`));

const setLatency = (latencyMs: number): void => {
  bench.workbench.world.controls.change({ latencyMs });
};

/** Starts a step that does one item after another, and cancels it after the first. */
const cancelled = async (key: string, form: object): Promise<RunView> => {
  setLatency(30);
  const bounds = { bulkOptions: { value: { concurrentRequests: { value: "1" } } } };
  const run = await start(key, { ...form, ...bounds });
  const { events } = bench.workbench.runs.get(run.id);
  while (!events.some(({ type }) => type === "attempt")) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  await bench.post(`/api/runs/${run.id}/cancel`);
  const ended = await untilEnd(run);
  setLatency(0);
  return ended;
};

const many = (make: (place: number) => unknown) =>
  JSON.stringify(Array.from({ length: 12 }, (_, place) => make(place)));

const forms: Array<[string, string, object]> = [
  ["createCompletions", "messages", { messages: { value: many((place) => `What is ${place} plus 1?`) } }],
  [
    "enrichRecords",
    "records",
    {
      records: { value: many((place) => ({ name: `city ${place}` })) },
      promptTemplate: { value: "Say {{name}}" },
      outputField: { value: "said" },
    },
  ],
  [
    "createEmbeddings",
    "texts",
    {
      model: { value: "text-embedding-3-large" },
      texts: { value: many((place) => `text ${place}`) },
      embeddingSettings: { value: { textsPerCall: { value: "1" } } },
    },
  ],
];

it.each(forms)(
  "what remains of %s goes back into its %s, and both runs are linked",
  async (key, input, form) => {
    const first = await cancelled(key, form);
    const result = await resultOf(first);
    expect(result.counts).toMatchObject({ total: 12 });
    expect(result.remainder).toMatchObject({ input });
    const { count = 0 } = result.remainder ?? {};
    expect(count).toBeGreaterThan(0);
    const next = await untilEnd(await json<RunView>(bench.post(`/api/bulk/runs/${first.id}/remaining`)));
    expect(next.state).toBe("succeeded");
    const rest = await resultOf(next);
    expect(rest.counts).toMatchObject({ total: count, succeeded: count });
    expect(rest.continues).toEqual({ id: first.id, name: first.name });
    expect((await resultOf(first)).continuedBy).toEqual([{ id: next.id, name: next.name }]);
    const again = await bench.post(`/api/bulk/runs/${next.id}/remaining`);
    expect([again.status, await sentenceOf(again)]).toEqual([409, "Nothing remains of this run."]);
  },
);

it("every action whose result has remaining takes it, but one that would make a second store", async () => {
  const { entries } = await json<Catalogue>(bench.get("/api/catalogue"));
  const { component } = bench.workbench.component.get();
  const parts = await Promise.all(
    entries
      .filter(({ kind }) => kind === "action")
      .map(({ key }) => json<Part>(bench.get(`/api/parts/action/${key}`))),
  );
  const hasRemaining = ({ key }: Part): boolean => {
    const example = component.actions[key]?.examplePayload as { data?: { remaining?: unknown } } | undefined;
    return Array.isArray(example?.data?.remaining);
  };
  const bulk = parts.filter(hasRemaining);
  expect(bulk.length).toBeGreaterThan(6);
  const lists = ["messages", "records", "texts", "files"];
  const refused = bulk.filter(({ key, inputs }) => {
    const list = lists.find((one) => inputs.some((input) => input.key === one)) ?? "";
    const asked = { kind: "action", key, form: { [list]: { value: "" } }, connections: {} } as const;
    const declared = component.actions[key]?.inputs ?? [];
    return !remainingStep("first", asked, declared, { remaining: ["one"] });
  });
  expect(refused.map(({ key }) => key)).toEqual(["createVectorStore"]);
});

it("a list that was emptied is not where the items came from", () => {
  const { component } = bench.workbench.component.get();
  const form = { records: { value: "" }, texts: { value: '["one", "two"]' } };
  const asked = { kind: "action", key: "createEmbeddings", form, connections: {} } as const;
  const inputs = component.actions["createEmbeddings"]?.inputs ?? [];
  expect(remainingStep("first", asked, inputs, { remaining: ["two"] })).toMatchObject({ input: "texts" });
});

it("images that remain are named, since no name leads to a file", () => {
  const { component } = bench.workbench.component.get();
  const form = { texts: { value: "" }, files: { value: "" }, by: { value: "automatic" } };
  const asked = { kind: "action", key: "moderateContent", form, connections: {} } as const;
  const value = { remaining: ["a text"], remainingFiles: ["a.png", "b.png"] };
  const step = remainingStep("first", asked, component.actions["moderateContent"]?.inputs ?? [], value);
  expect(step?.form).toEqual({ texts: { reference: "first.results.remaining" }, by: { value: "automatic" } });
  expect(step?.note).toBe("Images that remain (2) are not run again: choose their files in the form.");
});

it("failures are told by kind, with their places", async () => {
  const prompts = ["Say one", "forbidden-content", "Say two", "forbidden-content"];
  const run = await untilEnd(
    await start("createCompletions", { messages: { value: JSON.stringify(prompts) } }),
  );
  const { failures, counts, remainder } = await resultOf(run);
  expect(counts).toMatchObject({ succeeded: 2, failed: 2 });
  expect(remainder).toBeUndefined();
  expect(failures).toMatchObject([{ count: 2, places: [1, 3] }]);
  expect(failures[0]?.kind).toMatch(/content_filter|contentFilter/);
});

describe("what a service does by itself", () => {
  const rows = (subject: string): string =>
    Array.from({ length: 10 }, (_, place) =>
      JSON.stringify({
        messages: [
          { role: "user", content: `What is ${subject} ${place}?` },
          { role: "assistant", content: `It is ${place}.` },
        ],
      }),
    ).join("\n");

  const idOf = async (run: RunView): Promise<string> => {
    const { outcome } = bench.workbench.runs.get((await untilEnd(run)).id);
    const { id, jobId } = (outcome?.value ?? {}) as { id?: string; jobId?: string };
    return id ?? jobId ?? "";
  };

  const upload = async (subject: string): Promise<string> =>
    idOf(
      await start("uploadFile", {
        file: { value: rows(subject) },
        fileName: { value: `${subject}.jsonl` },
        purpose: { value: "fine-tune" },
      }),
    );

  it("is listed with its states, and a training with its curves, gaps, checkpoints and words", async () => {
    await untilEnd(await start("createBatch", { messages: { value: '["Say one", "Say two"]' } }));
    const job = await idOf(
      await start("createFineTuningJob", {
        baseModel: { value: "gpt-4.1-mini-2025-04-14" },
        trainingFileId: { value: await upload("question") },
        validationFileId: { value: await upload("riddle") },
      }),
    );
    const runs = bench.workbench.runs.list().length;
    const { works, problems } = await json<ServiceWorkList>(bench.get("/api/bulk/work?connection=local"));
    expect(problems).toEqual([]);
    expect(works.find(({ kind }) => kind === "batch")).toMatchObject({
      state: "completed",
      isRunning: false,
    });
    expect(works.find(({ id }) => id === job)).toMatchObject({ kind: "job", state: "succeeded" });
    const curves = await json<TrainingCurves>(bench.get(`/api/bulk/jobs/${job}/curves?connection=local`));
    expect(curves.steps.length).toBeGreaterThan(2);
    expect(curves.series.map(({ name }) => name)).toContain("train_loss");
    for (const { values } of curves.series) expect(values).toHaveLength(curves.steps.length);
    expect(curves.checkpoints.length).toBeGreaterThan(0);
    expect(curves.told[0]?.text).toBeTruthy();
    expect(curves.isRunning).toBe(false);
    expect(bench.workbench.runs.list()).toHaveLength(runs);
  });

  it("goes on where it does, with the phase that lasts", async () => {
    const batch = { messages: { value: '["Say one", "Say two"]' } };
    await untilEnd(await start("createBatch", batch, "local-unending"));
    const { works } = await json<ServiceWorkList>(bench.get("/api/bulk/work?connection=local-unending"));
    expect(works[0]).toMatchObject({ isRunning: true });
    expect(works[0]?.phases.at(-1)?.toMs).toBeUndefined();
  });

  it("is a training that goes on, which the page reads again", async () => {
    const { form } = await json<Sample>(
      bench.post("/api/samples", { kind: "action", key: "cancelFineTuningJob" }),
    );
    const job = "value" in (form["jobId"] ?? {}) ? (form["jobId"] as { value: string }).value : "";
    const path = `/api/bulk/jobs/${job}/curves?connection=local-unending`;
    expect(await json<TrainingCurves>(bench.get(path))).toMatchObject({ isRunning: true });
    await untilEnd(await start("cancelFineTuningJob", { jobId: { value: job } }, "local-unending"));
    expect(await json<TrainingCurves>(bench.get(path))).toMatchObject({ isRunning: false });
  });

  it("is a sentence where a list can't be read, and for a job that is not there", async () => {
    const { endpoint } = bench.workbench.world.faults;
    endpoint.enqueue({ kind: "status", status: 403, times: 1 });
    const { problems } = await json<ServiceWorkList>(bench.get("/api/bulk/work"));
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^List (Batches|Fine-Tuning Jobs): /);
    const gone = await json<ServiceWorkList>(bench.get("/api/bulk/work?connection=gone"));
    expect(gone.problems).toEqual(["This connection is no longer there: choose another one."]);
    const missing = await bench.get("/api/bulk/jobs/ftjob-none/curves");
    expect(missing.status).toBe(502);
    expect(await sentenceOf(missing)).toMatch(/^Get Training Metrics: /);
  });
});

// The pacer keeps what it learned of the quota, so that this comes last.
it("the sample sets a quota that its run is told of, and every start has its end", async () => {
  const run = await json<RunView>(bench.post("/api/bulk/sample"));
  expect(bench.workbench.world.controls.read().quota).toEqual({ requestsPerMinute: 100 });
  setLatency(0);
  const { events } = bench.workbench.runs.get(run.id);
  const isTold = () =>
    events.some((event) => event.type === "progress" && event.quota.requests?.perMinute === 100);
  while (!isTold()) await new Promise((resolve) => setImmediate(resolve));
  await bench.post(`/api/runs/${run.id}/cancel`);
  await untilEnd(run);
  const keysOf = (wanted: string): string[] =>
    events.flatMap((event) =>
      event.type === wanted && "attempt" in event ? [`${event.item} ${event.startedAtMs}`] : [],
    );
  expect(keysOf("start").sort()).toEqual(keysOf("attempt").sort());
  expect((await resultOf(run)).remainder?.count).toBeGreaterThan(0);
});
