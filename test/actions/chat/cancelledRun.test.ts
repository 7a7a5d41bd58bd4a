import type { PromptResults } from "../../../src/actions/chat/promptResults";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { sendAnswer } from "../../support/scriptedServer";
import { connectionTo, quiet } from "../support";

const server = useServer();
useTestClock();
let cancel: AbortController;
beforeEach(() => {
  cancel = new AbortController();
});

const act = async (action: string, params: Record<string, unknown>): Promise<unknown> =>
  (
    await run(
      action,
      { connection: connectionTo(server.url), ...params },
      { ...quiet, signal: cancel.signal },
    )
  ).data;

const prompts = Array.from({ length: 100 }, (_, index) => `prompt ${index}`);

test("a run that is cancelled returns what was answered, and the rest in input form", async () => {
  let arrived = 0;
  server.script((_request, response) => {
    arrived += 1;
    if (arrived <= 20) sendAnswer(response, chatAnswer());
    else cancel.abort();
  });
  const data = (await act("createCompletions", {
    messages: prompts,
    bulkOptions: { concurrentRequests: "5" },
  })) as PromptResults;
  expect(data.counts.succeeded).toBe(20);
  expect(data.counts).toMatchObject({ failed: 0, remaining: 80 });
  expect(data.remaining.at(-1)).toBe("prompt 99");
  expect(server.requests.length).toBeLessThanOrEqual(25);
});

test("a run that waits for its quota is cancelled at once", async () => {
  let arrived = 0;
  server.script((_request, response) => {
    arrived += 1;
    if (arrived === 1) return sendAnswer(response, chatAnswer());
    sendAnswer(response, errorAnswer(429, { "retry-after": "600" }));
    setImmediate(() => cancel.abort());
  });
  const data = (await act("createCompletions", {
    messages: prompts,
    bulkOptions: { concurrentRequests: "1" },
  })) as PromptResults;
  expect(data.counts).toMatchObject({ succeeded: 1, failed: 0, remaining: 99 });
});

test("records keep what they got", async () => {
  let arrived = 0;
  server.script((_request, response) => {
    arrived += 1;
    if (arrived <= 3) sendAnswer(response, chatAnswer("done"));
    else cancel.abort();
  });
  const records = [1, 2, 3, 4, 5].map((id) => ({ id }));
  const data = await act("enrichRecords", {
    records,
    promptTemplate: "{{id}}",
    bulkOptions: { concurrentRequests: "1" },
  });
  expect(data).toMatchObject({
    records: [1, 2, 3].map((id) => ({ id, answer: "done" })),
    remaining: [{ id: 4 }, { id: 5 }],
  });
});

test("a single call that is cancelled fails, and says so", async () => {
  server.script(() => cancel.abort());
  const failure = await failureOf(act("createChatCompletion", { userPrompt: "x" }));
  expect(failure.message).toBe(
    "Create Chat Completion was cancelled. Run the step again to have its answer.",
  );
  expect(server.requests).toHaveLength(1);
});

test("a call that is cancelled before it began sends nothing", async () => {
  cancel.abort();
  expect(await failureOf(act("createChatCompletion", { userPrompt: "x" }))).toMatchObject({ attempts: 0 });
  expect(server.requests).toEqual([]);
});

test("a call that waits for its retry is cancelled at once", async () => {
  server.script((_request, response) => {
    sendAnswer(response, errorAnswer(500));
    setImmediate(() => cancel.abort());
  });
  expect(await failureOf(act("createChatCompletion", { userPrompt: "x" }))).toMatchObject({
    kind: "timeout",
  });
  expect(server.requests.length).toBeLessThanOrEqual(2);
});
