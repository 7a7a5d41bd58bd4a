import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run, silentLogger, testKey } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";

const server = shareServer();
const clock = useTestClock();

const platform = {
  customer: { id: "c-1", externalId: "acme", name: "Acme" },
  instance: { id: "i-1", name: "Tickets of Acme" },
  flow: { id: "f-1", name: "Answer Tickets" },
  executionFrame: { stepName: "Draft an Answer" },
  executionId: "e-1",
};

/** Runs an action, and returns its result beside the lines of the log. */
const runLogged = async (action: string, params: object, context: object = platform) => {
  const lines: string[] = [];
  const logger = { ...silentLogger, info: (text: unknown) => lines.push(String(text)) };
  const connection = keyConnection(server.url, { prices: [{ key: "gpt-5.4", value: "1000000 / 2000000" }] });
  const ended = run(action, { connection, ...params }, { ...context, logger });
  const usages = () => lines.filter((line) => line.startsWith("Usage: ")).map((line) => line.slice(7));
  return { ended, usages };
};

const recordOf = ({ data }: { data: unknown }) => (data as { usageRecord: object }).usageRecord;

describe("the usage record", () => {
  test("says what the step used, for whom and when, in the output and on one line of the log", async () => {
    server.script((_request, response) => {
      clock.advance(2000);
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify((chatAnswer() as { body: object }).body));
    });
    const { ended, usages } = await runLogged("createChatCompletion", {
      userPrompt: "What is the secret of tea?",
      budget: { tags: [{ key: "plan", value: "gold" }] },
    });
    const record = recordOf(await ended);
    expect(record).toEqual({
      action: "Create Chat Completion",
      models: ["gpt-5.4"],
      calls: 1,
      tokens: { input: 3, cachedInput: 0, output: 1, reasoning: 0 },
      cost: { input: 3, output: 2, total: 5 },
      tags: {
        customer: "acme",
        instance: "i-1",
        flow: "Answer Tickets",
        step: "Draft an Answer",
        execution: "e-1",
        plan: "gold",
      },
      startedAt: new Date(startMs).toISOString().replace(".000", ""),
      endedAt: new Date(startMs + 2000).toISOString().replace(".000", ""),
    });
    expect(usages().map((line) => JSON.parse(line))).toEqual([record]);
    expect(usages().join()).not.toMatch(/tea|\n/);
  });

  test("counts every call of a step, those that failed for want of text included", async () => {
    server.script(chatAnswer("One"), chatAnswer(""), chatAnswer("Three"));
    const { ended } = await runLogged("createCompletions", {
      messages: ["1", "2", "3"],
      bulkOptions: { concurrentRequests: "1" },
      prices: { inputPrice: "1000000", outputPrice: "0" },
    });
    expect(recordOf(await ended)).toMatchObject({
      calls: 3,
      tokens: { input: 9, output: 3 },
      cost: { total: 9 },
    });
  });

  test("counts an answer that had to be mended, and the mended one", async () => {
    server.script(chatAnswer("no JSON"), chatAnswer('{"mood": "good"}'));
    const { ended } = await runLogged("enrichRecords", {
      records: [{ id: 1 }],
      promptTemplate: "Judge {{id}}",
      answerSchema: '{"mood": "good"}',
    });
    expect(recordOf(await ended)).toMatchObject({ calls: 2, tokens: { input: 6 } });
  });

  test("is logged for a step that fails after an answer, and not for one that had none", async () => {
    server.script({
      body: { created: 1, data: [{}], usage: { input_tokens: 7, output_tokens: 9, total_tokens: 16 } },
    });
    const image = await runLogged("createImage", { prompt: "A cat", model: "draws" });
    await failureOf(image.ended);
    expect(image.usages().map((line) => JSON.parse(line))).toMatchObject([
      { calls: 1, tokens: { input: 7 } },
    ]);
    server.script({ status: 400, body: { error: { message: "No." } } });
    const refused = await runLogged("createChatCompletion", { userPrompt: "Hi" });
    await failureOf(refused.ended);
    expect(refused.usages()).toEqual([]);
  });

  test("counts an answer that the filter took back", async () => {
    const choice = {
      index: 0,
      finish_reason: "content_filter",
      message: { role: "assistant", content: "" },
      content_filter_results: { hate: { filtered: true, severity: "high" } },
    };
    const body = { object: "chat.completion", model: "gpt-5.4", choices: [choice] };
    server.script({ status: 400, body: { ...body, usage: { prompt_tokens: 30, completion_tokens: 4 } } });
    const { ended, usages } = await runLogged("createChatCompletion", { userPrompt: "Hi" });
    await failureOf(ended);
    expect(usages().map((line) => JSON.parse(line))).toMatchObject([
      { calls: 1, tokens: { input: 30, output: 4 }, cost: { total: 38 } },
    ]);
  });

  test.each<[action: string, params: object]>([
    ["createChatCompletion", { userPrompt: "Hi" }],
    ["createCompletions", { messages: ["Hi"] }],
    ["enrichRecords", { records: [{ a: "x" }], promptTemplate: "{{a}}", answerSchema: '{"b": "y"}' }],
    ["evaluateRecords", { records: [{ answer: "x", expected: "x" }] }],
    ["classifyText", { text: "Hi", categories: [{ key: "A", value: "a" }] }],
  ])("counts a refusal that says what it used, of %s as its budget does", async (action, params) => {
    const usage = { prompt_tokens: 300, completion_tokens: 50, total_tokens: 350 };
    server.script({ status: 400, body: { error: { message: "Not JSON.", code: "x" }, usage } });
    const { ended, usages } = await runLogged(action, { ...params, budget: { tokensPerRun: "90000" } });
    const result = (await ended.catch(() => undefined)) as
      | { data: { tokens: object }; executionState: object }
      | undefined;
    const tokens = { input: 300, cachedInput: 0, output: 50, reasoning: 0 };
    expect(usages().map((line) => JSON.parse(line))).toEqual([expect.objectContaining({ tokens })]);
    if (!result) return;
    expect(result.data.tokens).toEqual(tokens);
    expect(result.executionState).toEqual({ azureOpenAISpent: expect.objectContaining({ tokens: 350 }) });
  });

  test("names no one where the platform does not, and lets the builder's tags win", async () => {
    server.script(chatAnswer());
    const bare = { customer: null, instance: "x", flow: {}, executionFrame: [], stepId: 5, executionId: "" };
    const { ended } = await runLogged(
      "createChatCompletion",
      { userPrompt: "Hi", budget: { tags: [{ key: "customer", value: "Umbrella" }] } },
      bare,
    );
    expect(recordOf(await ended)).toMatchObject({ tags: { customer: "Umbrella" } });
  });

  test("has no secret, also where one was pasted as a tag or a deployment", async () => {
    server.script(chatAnswer());
    const { ended, usages } = await runLogged("createChatCompletion", {
      userPrompt: "Hi",
      model: testKey.replaceAll("/", "").slice(0, 20),
      budget: { tags: [{ key: testKey, value: `x ${testKey}` }] },
    });
    const told = JSON.stringify(recordOf(await ended)) + usages().join();
    expect(told).toContain("[redacted]");
    expect(told).not.toContain(testKey);
  });

  test.each<[what: string, tags: unknown, sentence: string]>([
    ["too many", Array.from({ length: 21 }, (_tag, index) => ({ key: `t${index}`, value: "x" })), "21 pairs"],
    ["too long a name", [{ key: "n".repeat(65), value: "x" }], "64 characters"],
    ["too long a value", [{ key: "n", value: "x".repeat(257) }], "256 characters"],
  ])("refuses %s tags", async (_what, tags, sentence) => {
    server.script(chatAnswer());
    const { ended } = await runLogged("createChatCompletion", { userPrompt: "Hi", budget: { tags } });
    const { message } = await failureOf(ended);
    expect(message).toMatch(/^Tags: /);
    expect(message).toContain(sentence);
    expect(server.requests).toEqual([]);
  });
});
