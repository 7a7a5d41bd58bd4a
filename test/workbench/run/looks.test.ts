import { StepRun } from "../../../local/workbench/server/runs/StepRun";
import type { AskedStep } from "../../../local/workbench/wire/entered";
import type { AttemptPage, EventPage, LogPage, ResultNode, RunView } from "../../../local/workbench/wire/run";
import type { StepEvent } from "../../../src/client/events";
import { shareWorkbench } from "../support/workbench";
import { runUntilEnd } from "./runUntilEnd";

const bench = shareWorkbench();

const chat = (form: AskedStep["form"]) => ({
  kind: "action",
  key: "createChatCompletion",
  form,
  connections: { connection: "local" },
});

const read = async <Answer>(path: string): Promise<Answer> =>
  (await (await bench.get(path)).json()) as Answer;

/** Waits until something is so, looking again whenever the process is free. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
};

test("attempts are told with their waits, codes and numbers, and the log by level and text", async () => {
  bench.workbench.world
    .endpointFor()
    .enqueueFaults({ kind: "rateLimited", retryAfterMs: 5, match: { path: "chat/completions" } });
  const run = await runUntilEnd(bench, {
    ...chat({ userPrompt: { value: "What is 6 times 7?" } }),
    isDebugging: true,
  });
  expect(run).toMatchObject({ state: "succeeded", attempts: 2 });
  const { rows, total } = await read<AttemptPage>(`/api/runs/${run.id}/attempts`);
  expect(total).toBe(2);
  expect(rows).toMatchObject([
    { attempt: 1, status: 429, outcome: "refused", waitMs: expect.any(Number) },
    { attempt: 2, status: 200, outcome: "answered" },
  ]);
  const log = await read<LogPage>(`/api/runs/${run.id}/log`);
  expect(log.total).toBe(run.logLines);
  expect(new Set(log.rows.map(({ level }) => level))).toContain("debug");
  const warned = await read<LogPage>(`/api/runs/${run.id}/log?level=warn`);
  expect(warned.rows.every(({ level }) => level === "warn" || level === "error")).toBe(true);
  expect(warned.total).toBeLessThan(log.total);
  expect((await read<LogPage>(`/api/runs/${run.id}/log?text=NOWHERE%20AT%20ALL`)).total).toBe(0);
});

test("the events of a long run come in pages, in which none is missing", async () => {
  const run = new StepRun("bulk", "Bulk", {
    kind: "action",
    key: "createCompletions",
    form: {},
    connections: {},
  });
  const event = (item: number): StepEvent => ({
    ...{ type: "attempt", action: "Bulk", method: "POST", url: "https://localhost/", attempt: 1 },
    ...{ startedAtMs: item, durationMs: 1, outcome: "answered", item },
  });
  for (let item = 0; item < 12_000; item += 1) run.observe(event(item));
  bench.workbench.runs.add(run);
  const found: StepEvent[] = [];
  for (let page = { events: [], next: 0, total: 1 } as EventPage; page.next < page.total; ) {
    page = await read<EventPage>(`/api/runs/${run.id}/events?after=${page.next}&count=9999999`);
    expect(page.events.length).toBeLessThanOrEqual(5_000);
    found.push(...page.events);
  }
  expect(JSON.stringify(found) === JSON.stringify(run.events)).toBe(true);
  const { rows, total } = await read<AttemptPage>(`/api/runs/${run.id}/attempts?offset=11999&count=200`);
  expect([rows.length, rows[0]?.item, total]).toEqual([1, 11_999, 12_000]);
});

test("attempts of an item that the run itself repeats count on, with the wait for its turn", async () => {
  const endpoint = bench.workbench.world.endpointFor();
  const refusal = { kind: "rateLimited", retryAfterMs: 5, match: { path: "chat/completions" } } as const;
  endpoint.enqueueFaults(refusal, refusal);
  const run = await runUntilEnd(bench, {
    ...chat({ messages: { value: '["What is 1 plus 1?"]' } }),
    key: "createCompletions",
  });
  expect(run).toMatchObject({ state: "succeeded", attempts: 3 });
  const { rows } = await read<AttemptPage>(`/api/runs/${run.id}/attempts`);
  const waitMs = expect.any(Number);
  expect(rows).toMatchObject([
    { item: 0, attempt: 1, status: 429, waitMs },
    { item: 0, attempt: 2, status: 429, waitMs },
    { item: 0, attempt: 3, status: 200 },
  ]);
  const [first, second] = rows;
  expect(second?.startedAtMs).toBe(
    (first?.startedAtMs ?? 0) + (first?.durationMs ?? 0) + (first?.waitMs ?? 0),
  );
  const { events } = await read<EventPage>(`/api/runs/${run.id}/events`);
  expect(events.flatMap((event) => (event.type === "attempt" ? [event.attempt] : []))).toEqual([1, 1, 1]);
});

test("a request that hangs is cancelled", async () => {
  const endpoint = bench.workbench.world.endpointFor();
  endpoint.enqueueFaults({ kind: "hang", match: { path: "chat/completions" } });
  const before = endpoint.requests.length;
  const ended = runUntilEnd(bench, chat({ userPrompt: { value: "Hello" } }));
  await until(() => endpoint.requests.length > before);
  const [running] = (await read<RunView[]>("/api/runs")).filter(({ state }) => state === "running").slice(-1);
  const answer = await bench.post(`/api/runs/${running?.id}/cancel`);
  expect(answer.status).toBe(200);
  expect(await ended).toMatchObject({
    id: running?.id,
    state: "cancelled",
    problem: { message: expect.any(String) },
  });
});

test("a run starts again with what was asked for, and gives its form back", async () => {
  const asked = chat({
    userPrompt: { value: "What is 6 times 7?" },
    modelSettings: { value: { seed: { value: "1" } } },
  });
  const first = await runUntilEnd(bench, asked);
  expect(JSON.stringify(first)).not.toContain("6 times 7");
  expect(await read(`/api/runs/${first.id}/asked`)).toEqual(asked);
  const again = (await (await bench.post(`/api/runs/${first.id}/again`)).json()) as RunView;
  expect(again.id).not.toBe(first.id);
  expect(await read(`/api/runs/${again.id}/asked`)).toEqual(asked);
});

test("a step takes a file of an earlier step by its reference, and one of the shelf by its id", async () => {
  const speech = await runUntilEnd(bench, {
    kind: "action",
    key: "createSpeech",
    form: {
      text: { value: "Your order is on its way." },
      model: { value: "gpt-4o-mini-tts" },
      outputFormat: { value: "wav" },
    },
    connections: { connection: "local" },
  });
  expect(speech).toMatchObject({ state: "succeeded" });
  const heard = await runUntilEnd(bench, {
    kind: "action",
    key: "transcribeAudio",
    form: { model: { value: "gpt-transcribe" }, audio: { reference: `${speech.name}.results.audio` } },
    connections: { connection: "local" },
  });
  expect(heard).toMatchObject({ state: "succeeded" });
  const text = await read<ResultNode>(`/api/runs/${heard.id}/result?path=output_text`);
  expect(text.value).toBe("Your order is on its way.");
});

test.each([
  [{ reference: "nobody.results.text" }, "User Prompt: No step of this session is called"],
  [{ reference: "nobody" }, 'User Prompt: "nobody" is no reference'],
  [{ template: "a {{$b[.results}} c" }, 'User Prompt: "b[.results" is no path'],
  [{ value: { $file: "gone" } }, "User Prompt: This file is no longer in the workbench"],
])("%j is refused before anything runs", async (userPrompt, sentence) => {
  const before = bench.workbench.runs.list().length;
  const answer = await bench.post("/api/runs", chat({ userPrompt } as AskedStep["form"]));
  expect([answer.status >= 400, await answer.json()]).toEqual([
    true,
    { message: expect.stringContaining(sentence), input: ["userPrompt"] },
  ]);
  expect(bench.workbench.runs.list()).toHaveLength(before);
});
