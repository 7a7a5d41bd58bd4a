import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";

const server = shareServer();
const clock = useTestClock();

type State = Record<string, unknown>;
interface StepResult {
  data: Record<string, unknown>;
  executionState?: State;
  crossFlowState?: State;
}

/** An answer that used so many tokens, half of them written. */
const used = (tokens: number): ScriptedAnswer => {
  const answer = chatAnswer("Hello") as { body: object };
  const half = tokens / 2;
  return {
    ...answer,
    body: {
      ...answer.body,
      usage: { prompt_tokens: half, completion_tokens: half, total_tokens: tokens },
    },
  };
};

const prices = [{ key: "gpt-5.4", value: "1 / 1" }];
const limited = { maxOutputTokens: "100" };

/** The states of one instance, as the platform keeps them: what a step returns is there for the next one. */
const startInstance = (id = "instance") => {
  const crossFlow: State = {};
  const runs = new Map<string, State>();
  return {
    crossFlow,
    async step(executionId: string, budget: object, action = "createChatCompletion", params: object = {}) {
      const executionState = runs.get(executionId) ?? {};
      const result = (await run(
        action,
        {
          connection: keyConnection(server.url, { prices }),
          userPrompt: "Hi",
          modelSettings: limited,
          budget,
          ...params,
        },
        { instance: { id }, executionId, executionState, crossFlowState: { ...crossFlow } },
      )) as unknown as StepResult;
      runs.set(executionId, { ...executionState, ...result.executionState });
      Object.assign(crossFlow, result.crossFlowState);
      return result;
    },
  };
};

describe("a budget of one run", () => {
  test("lets its steps spend up to the limit together, and refuses before the call that may pass it", async () => {
    const instance = startInstance();
    server.script(used(300), used(300));
    await instance.step("a", { tokensPerRun: "800" });
    await instance.step("a", { tokensPerRun: "800" });
    const failure = await failureOf(instance.step("a", { tokensPerRun: "700" }));
    expect(failure).toMatchObject({ kind: "rejected", reason: "budget", attempts: 0 });
    expect(failure.message).toMatch(
      /^Tokens per Run is 700 tokens\. Spent are 600 tokens, reserved by calls under way 0 tokens, and the next call may take 1\d\d tokens: it was not sent\. Raise Tokens per Run, or lower Max Output Tokens/,
    );
    expect(server.requests).toHaveLength(2);
  });

  test("begins anew in another run, and has no state where nothing is limited", async () => {
    const instance = startInstance();
    server.script(used(300), used(300), used(300));
    await instance.step("a", { tokensPerRun: "400" });
    await instance.step("b", { tokensPerRun: "400" });
    const free = await instance.step("a", {});
    expect([free.executionState, free.crossFlowState]).toEqual([undefined, undefined]);
  });

  test("of money counts millionths, so that small costs fill it without dust", async () => {
    const instance = startInstance();
    // As a float, 246 tokens at 1 for a million are 0.000246 and a bit.
    server.script(used(246));
    const { executionState } = await instance.step("b", { costPerRun: "1" });
    expect(Object.values(executionState ?? {})).toEqual([{ tokens: 246, microCost: 246 }]);
    server.script(...Array.from({ length: 3 }, () => used(1000)));
    const budget = { costPerRun: "0.0031" };
    for (let step = 0; step < 3; step += 1) await instance.step("a", budget);
    const { message } = await failureOf(instance.step("a", budget));
    expect(message).toContain("Cost per Run is 0.0031. Spent are 0.003, ");
  });

  test.each<[what: string, fields: object]>([
    ["no prices", { prices: [] }],
    ["prices of other models", { prices: [{ key: "gpt-5.4-mini", value: "1 / 2" }] }],
  ])("of money refuses to start with %s", async (_what, fields) => {
    server.script(used(10));
    const params = { connection: keyConnection(server.url, { ...fields }) };
    const failure = await failureOf(
      startInstance().step("a", { costPerDay: "5" }, "createChatCompletion", params),
    );
    expect(failure.message).toBe(
      'Create Chat Completion did not ask "gpt-5.4": Cost per Run and Cost per Day need its price, which Prices lack. Fill in Prices of the connection, with the name of the deployment, or those of the step where it has them, for input and output.',
    );
    expect(server.requests).toEqual([]);
  });

  test("books the worst case of an answer that does not say what it used", async () => {
    const instance = startInstance();
    server.script(chatAnswerWithoutUsage());
    const { executionState } = await instance.step("a", { tokensPerRun: "1000" });
    const [spent] = Object.values(executionState ?? {}) as Array<{ tokens: number }>;
    expect(spent?.tokens).toBeGreaterThan(100);
  });

  test("books the worst case of a background response, whose answer is read by another step", async () => {
    server.script({ body: { id: "resp_1", object: "response", status: "queued", output: [], usage: null } });
    const budget = { tokensPerRun: "9000" };
    const { executionState } = await startInstance().step("a", budget, "createResponse", {
      background: "true",
    });
    const [spent] = Object.values(executionState ?? {}) as Array<{ tokens: number }>;
    expect(spent?.tokens).toBeGreaterThan(100);
    expect(spent?.tokens).toBeLessThan(200);
  });

  test("takes nothing for a refusal, and what a refusal says that it used", async () => {
    const instance = startInstance();
    const refusal = { error: { message: "No.", code: "x" } };
    server.script(
      { status: 400, body: refusal },
      { status: 400, body: { ...refusal, usage: { prompt_tokens: 350, completion_tokens: 0 } } },
      used(10),
    );
    await failureOf(instance.step("a", { tokensPerRun: "500" }));
    await failureOf(instance.step("a", { tokensPerRun: "500" }));
    const { executionState } = await instance.step("a", { tokensPerRun: "500" });
    expect(Object.values(executionState ?? {})).toMatchObject([{ tokens: 360 }]);
  });
});

const chatAnswerWithoutUsage = (): ScriptedAnswer => {
  const answer = chatAnswer("Hello") as { body: object };
  return { ...answer, body: { ...answer.body, usage: null } };
};

describe("a budget of a day", () => {
  test("adds up what runs spent one after another, and begins anew on the next day", async () => {
    const instance = startInstance();
    server.script(used(400), used(400), used(400));
    const budget = { tokensPerDay: "900" };
    await instance.step("a", budget);
    await instance.step("b", budget);
    expect((await failureOf(instance.step("c", budget))).message).toContain(
      "Tokens per Day is 900 tokens. Spent are 800 tokens,",
    );
    clock.advance(24 * 3_600_000);
    await instance.step("d", budget);
    expect(server.requests).toHaveLength(3);
  });

  test("keeps a bounded state, whatever number of runs there is", async () => {
    const instance = startInstance();
    server.script(...Array.from({ length: 100 }, () => used(2)));
    for (let index = 0; index < 100; index += 1)
      await instance.step(`run ${index}`, { tokensPerDay: "1000000" });
    expect(Object.keys(instance.crossFlow).length).toBeLessThanOrEqual(32);
    expect(spentOf(instance.crossFlow)).toBe(200);
  });
});

describe("a state that can't be read", () => {
  const step = (budget: object, context: object) => {
    server.script(used(10));
    return run(
      "createChatCompletion",
      { connection: keyConnection(server.url), userPrompt: "Hi", budget, modelSettings: limited },
      { executionId: "a", executionState: {}, crossFlowState: {}, ...context },
    );
  };
  const broken: Array<[what: string, budget: object, context: object]> = [
    ["no state of the run", { tokensPerRun: "500" }, { executionState: null }],
    ["a broken entry", { tokensPerRun: "500" }, { executionState: { azureOpenAISpent: { tokens: "many" } } }],
    [
      "a negative sum of the run",
      { tokensPerRun: "500" },
      { executionState: { azureOpenAISpent: { tokens: -5, microCost: 0 } } },
    ],
    ["no state of the instance", { tokensPerDay: "500" }, { crossFlowState: undefined }],
    ["a negative entry", { tokensPerDay: "500" }, { crossFlowState: { azureOpenAISpent3: { tokens: -5 } } }],
  ];

  test.each(broken)("refuses the step where there is %s", async (_what, budget, context) => {
    const failure = await failureOf(step(budget, context));
    expect(failure).toMatchObject({ reason: "budget" });
    expect(failure.message).toMatch(/^Budget and Tags: what the (run|day) has spent can't be read/);
    expect(server.requests).toEqual([]);
  });

  test.each(broken)("lets it go on where the builder says so: %s", async (_what, budget, context) => {
    await step({ ...budget, whenUnknown: "goOn" }, context);
    expect(server.requests).toHaveLength(1);
  });
});

describe("a step with many calls", () => {
  const many = (count: number, budget: object, entered: object = {}) =>
    startInstance().step("a", budget, "createCompletions", {
      messages: Array.from({ length: count }, (_prompt, index) => `Question ${index}`),
      bulkOptions: { concurrentRequests: "10" },
      ...entered,
    });

  test("waits for what was reserved to be booked, and is done where all of it fits", async () => {
    server.script(...Array.from({ length: 20 }, () => used(10)));
    const { data, executionState } = await many(20, { tokensPerRun: "500" });
    expect(data["counts"]).toMatchObject({ succeeded: 20, remaining: 0 });
    expect(Object.values(executionState ?? {})).toMatchObject([{ tokens: 200 }]);
  });

  test("never passes the limit with calls side by side, and leaves the rest for a next run", async () => {
    server.script(...Array.from({ length: 20 }, () => used(100)));
    const { data } = await many(20, { tokensPerRun: "650" });
    expect(server.requests.length).toBeGreaterThan(3);
    expect(server.requests.length * 100).toBeLessThanOrEqual(650);
    expect(data["counts"]).toMatchObject({ failed: 0, remaining: 20 - server.requests.length });
    expect(data["warning"]).toContain("Tokens per Run is 650 tokens. Spent are ");
  });

  test("hands nothing over to a batch that the budget refused", async () => {
    server.script(...Array.from({ length: 20 }, () => used(100)));
    const { data } = await many(5, { tokensPerRun: "300" }, { handOver: "true" });
    expect(data["batch"]).toBeNull();
    expect(server.requests.every(({ url }) => url?.endsWith("/chat/completions"))).toBe(true);
  });

  test("asks no fallback for what the budget refuses", async () => {
    server.script(used(10));
    const failure = await failureOf(
      startInstance().step("a", { tokensPerRun: "50" }, "createChatCompletion", {
        fallbackModels: ["gpt-5.4-mini"],
      }),
    );
    expect(failure.message).not.toContain("Fallbacks");
    expect(server.requests).toEqual([]);
  });
});

/** An answer that is paid for, and has no image. */
const brokenImage: ScriptedAnswer = {
  body: { created: 1, data: [{}], usage: { input_tokens: 400, output_tokens: 400, total_tokens: 800 } },
};

/** The tokens in a state of an instance. */
const spentOf = (crossFlow: State): number =>
  (Object.values(crossFlow) as Array<{ tokens: number }>).reduce((sum, { tokens }) => sum + tokens, 0);

test("a step that fails is counted by the next one of its run in this process", async () => {
  const instance = startInstance();
  server.script(brokenImage, used(100));
  const image = { prompt: "A cat", model: "draws" };
  await failureOf(instance.step("a", { tokensPerRun: "9000" }, "createImage", image));
  const { executionState } = await instance.step("a", { tokensPerRun: "9000" });
  expect(Object.values(executionState ?? {})).toMatchObject([{ tokens: 900 }]);
});

test("runs that fail fill their day, and are booked by the next step that is done, once", async () => {
  const instance = startInstance();
  server.script(brokenImage);
  const image = { prompt: "A cat", model: "draws" };
  for (const run of ["a", "b"])
    await failureOf(instance.step(run, { tokensPerDay: "9000" }, "createImage", image));
  expect((await failureOf(instance.step("c", { tokensPerDay: "1650" }))).message).toContain(
    "Spent are 1600 tokens,",
  );
  server.script(used(100));
  await instance.step("d", { tokensPerDay: "9000" });
  await instance.step("e", { tokensPerDay: "9000" });
  expect(spentOf(instance.crossFlow)).toBe(1800);
  const { executionState } = await instance.step("a", { tokensPerRun: "9000" });
  expect(Object.values(executionState ?? {})).toMatchObject([{ tokens: 900 }]);
  expect(spentOf(instance.crossFlow)).toBe(1900);
});

test("runs of another instance, and of the day before, are none of a day's", async () => {
  const image = { prompt: "A cat", model: "draws" };
  server.script(brokenImage);
  await failureOf(startInstance().step("a", { tokensPerDay: "9000" }, "createImage", image));
  server.script(used(100));
  const other = startInstance("other");
  await other.step("b", { tokensPerDay: "9000" });
  expect(spentOf(other.crossFlow)).toBe(100);
  clock.advance(24 * 3_600_000);
  const next = startInstance();
  await next.step("c", { tokensPerDay: "9000" });
  expect(spentOf(next.crossFlow)).toBe(100);
});
