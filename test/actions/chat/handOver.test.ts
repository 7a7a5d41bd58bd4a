import type { PromptResults } from "../../../src/actions/chat/promptResults";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { capturedLogger, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { type ReceivedRequest, sendAnswer } from "../../support/scriptedServer";
import { connectionTo, quiet } from "../support";

const clock = useTestClock();
const server = useServer([
  (request, response) => {
    const operation = /\/(chat|files|batches)/.exec(request.url)?.[1] as keyof typeof asked;
    asked[operation].push(request);
    if (operation === "chat") {
      const remaining = Math.max(0, 60 - asked.chat.length);
      const headers = {
        "x-ratelimit-limit-requests": "60",
        "x-ratelimit-remaining-requests": `${remaining}`,
      };
      clock.advance(answerMs);
      if (request.body.includes("forbidden")) return sendAnswer(response, errorAnswer(400));
      return sendAnswer(response, { ...chatAnswer(), ...(statesQuota && { headers }) });
    }
    if (operation === "files") {
      return sendAnswer(response, { body: { id: "file-1", object: "file", status: "processed" } });
    }
    const error = { error: { message: "The deployment is not for batches.", code: "bad" } };
    sendAnswer(response, {
      status: batchStatus,
      body: batchStatus === 200 ? { id: "batch_1", object: "batch", status: "validating" } : error,
    });
  },
]);
/** Requests to the model, files and batches. */
let asked: Record<"chat" | "files" | "batches", ReceivedRequest[]>;
let batchStatus: number;
let statesQuota: boolean;
let answerMs: number;

beforeEach(() => {
  asked = { chat: [], files: [], batches: [] };
  batchStatus = 200;
  statesQuota = true;
  answerMs = 0;
});

const promptList = (count: number) => Array.from({ length: count }, (_, index) => `prompt ${index}`);

const complete = async (params: Record<string, unknown>, context: Record<string, unknown> = quiet) => {
  const connection = connectionTo(server.url);
  const model = "gpt-5.4";
  return (await run("createCompletions", { connection, model, ...params }, context)).data as PromptResults;
};

/** 500 at 60 a minute take more than seven minutes. */
const tooMany = { messages: promptList(500), requestOptions: { totalTimeout: "120000" } };

const givingUp = { handOver: "true", bulkOptions: { stopAfterFailures: "1" } };

describe("prompts that can't be answered in the step's time", () => {
  test("are announced with the first answer, and said to be in remaining", async () => {
    const captured = capturedLogger();
    const data = await complete(tooMany, { logger: captured.logger });
    captured.restore();
    expect(data.warning).toMatch(
      /^\d+ prompts take about 7 min at the quota and speed that are seen, and the step has 2 min left\. What is not answered by then goes to remaining\. Create Batch takes any number of prompts, and Hand Over to Batch does it by itself\. Not done: \d+ of 500 prompts, because the quota has no room before 2026-11-21T09:0\d:\d\dZ, /,
    );
    for (const warning of data.warning?.split(/(?=Not done)/) ?? [])
      expect(captured.text()).toContain(`Create Multiple Chat Completion: ${warning.trim()}`);
    expect(data.counts.succeeded + data.counts.remaining).toBe(500);
    expect(data.counts.remaining).toBeGreaterThan(300);
    expect(data.batch).toBeNull();
    expect(asked.batches).toEqual([]);
  });

  test("are handed over behind the first one when the step says so", async () => {
    const data = await complete({
      ...tooMany,
      handOver: "true",
      batchModel: "my-batch",
      systemPrompt: "Be brief.",
    });
    expect(asked.chat).toHaveLength(1);
    expect(data.counts).toEqual({ total: 500, succeeded: 1, failed: 0, remaining: 0 });
    expect(data.warning).toMatch(/They are handed over to a batch\.$/);
    expect(data.batch).toMatchObject({ batchIds: ["batch_1"], rowCount: 499, nextRow: null, error: null });
    expect(data.batch?.promptIndexes).toEqual(promptList(499).map((_, row) => row + 1));
    const lines = /\{"custom_id".*\}\n/.exec(asked.files[0]?.body ?? "")?.[0] ?? "";
    expect(JSON.parse(lines)).toEqual({
      custom_id: "row-0",
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model: "my-batch",
        messages: [
          { role: "system", content: "Be brief." },
          { role: "user", content: "prompt 1" },
        ],
      },
    });
  });

  test("are handed over at once when an earlier step has seen the quota", async () => {
    await complete({ messages: ["one"] });
    asked.chat.length = 0;
    const data = await complete({ ...tooMany, handOver: "true" });
    expect(asked.chat).toEqual([]);
    expect(data.batch).toMatchObject({ batchIds: ["batch_1"], rowCount: 500 });
    expect(data.results).toEqual([]);
  });

  test("remain, with the reason, when no batch can be made of them", async () => {
    batchStatus = 400;
    const data = await complete({ ...tooMany, handOver: "true" });
    expect(data.counts).toEqual({ total: 500, succeeded: 1, failed: 0, remaining: 499 });
    expect(data.remaining[0]).toBe("prompt 1");
    expect(data.batch?.batchIds).toEqual([]);
    expect(data.batch?.error?.message).toContain("The deployment is not for batches.");
    expect(data.batch?.error?.message).toContain("The file was uploaded as file-1");
  });

  test("are all answered, without a warning, when the time is enough", async () => {
    const data = await complete({ messages: promptList(80), handOver: "true" });
    expect(data.counts).toEqual({ total: 80, succeeded: 80, failed: 0, remaining: 0 });
    expect(data.warning).toBeNull();
    expect(data.batch).toBeNull();
  });

  test("are not handed over after too many failures", async () => {
    const data = await complete({ ...tooMany, messages: ["forbidden", ...promptList(499)], ...givingUp });
    expect(data.counts).toEqual({ total: 500, succeeded: 0, failed: 1, remaining: 499 });
    expect(data.batch).toBeNull();
    expect([...asked.files, ...asked.batches]).toEqual([]);
  });

  test("are foreseen by the speed of the answers where no quota is stated", async () => {
    statesQuota = false;
    answerMs = 30_000;
    const data = await complete({
      ...tooMany,
      messages: promptList(9),
      bulkOptions: { concurrentRequests: "1" },
      handOver: "true",
    });
    expect(data.counts).toEqual({ total: 9, succeeded: 1, failed: 0, remaining: 0 });
    expect(data.batch).toMatchObject({ rowCount: 8 });
  });
});
