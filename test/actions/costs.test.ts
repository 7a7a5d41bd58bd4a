import type { StepEvent } from "../../src/client/events";
import { failureOf, keyConnection, run, testKey } from "../support/connector";
import { useServer, useStarted } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";
import { answered, file, input, refused, startBatchFiles } from "./batches/batchFiles";

const server = useServer();

const million = { prompt_tokens: 1_000_000, completion_tokens: 1_000_000, total_tokens: 2_000_000 };

const answer = (model: string, usage: unknown = million): ScriptedAnswer => ({
  body: {
    object: "chat.completion",
    model,
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello" } }],
    usage,
  },
});

const pricesOf = (...prices: Array<[key: string, value: string]>) => ({
  prices: prices.map(([key, value]) => ({ key, value })),
});

type Data = Record<string, unknown>;

const chat = async (fields: object, params: object = {}): Promise<Data> => {
  const connection = keyConnection(server.url, fields as Data);
  const { data } = await run("createChatCompletion", {
    connection,
    model: "mine",
    userPrompt: "Hi",
    ...params,
  });
  return data as Data;
};

const total = (input: number, output: number) => ({ input, output, total: input + output });

describe("the cost of an answer", () => {
  it.each<[what: string, prices: object, cost: object | null]>([
    ["nobody's prices", {}, null],
    ["an empty list", pricesOf(), null],
    ["a list of empty rows", pricesOf(["", ""]), null],
    ["null for the list", { prices: null }, null],
    [
      "the deployment's price",
      pricesOf(["other", "9 / 9"], ["Mine", "2 / 1 / 8"], ["gpt-5.4", "1 / 4"]),
      total(2, 8),
    ],
    ["the price of the model behind it", pricesOf(["gpt-5.4", "1.25 / 0.125 / 10"]), total(1.25, 10)],
    ["an object of names and prices", { prices: { mine: "2 / 8" } }, total(2, 8)],
    ["prices of others", pricesOf(["gpt-5.4-mini", "1 / 2"]), null],
  ])("is by %s", async (_what, prices, cost) => {
    server.script(answer("gpt-5.4-2026-03-05"));
    expect((await chat(prices)).cost).toEqual(cost);
  });

  it.each([{}, null, "many", [], { prompt_tokens: null, completion_tokens: -3 }])(
    "is not known where the service says of its tokens %j",
    async (usage) => {
      server.script(answer("gpt-5.4", usage));
      expect(await chat(pricesOf(["mine", "2 / 8"]))).toMatchObject({
        tokens: null,
        cost: null,
      });
    },
  );

  it("is told to whoever follows the step, at the same price", async () => {
    server.script(answer("gpt-5.4"));
    const events: StepEvent[] = [];
    const connection = keyConnection(server.url, pricesOf(["mine", "2 / 8"]));
    const params = { connection, model: "mine", userPrompt: "Hi" };
    await run("createChatCompletion", params, { observe: (event: StepEvent) => events.push(event) });
    expect(events.flatMap((event) => (event.type === "attempt" ? [event.spent] : []))).toEqual([
      { tokens: 2_000_000, cost: 10 },
    ]);
  });

  it("of a fallback is by the prices of its own connection", async () => {
    server.script({ status: 500 }, answer("gpt-5.4"));
    const { cost } = await chat(pricesOf(["mine", "2 / 8"]), {
      fallbackConnection: keyConnection(`${server.url}/other`, pricesOf(["mine", "3 / 9"])),
      requestOptions: { maxRetries: 0 },
    });
    expect(cost).toEqual(total(3, 9));
  });
});

describe("the cost of a step with many answers", () => {
  const steps: Array<[action: string, params: Data]> = [
    ["createCompletions", { messages: ["One", "Two"], concurrentRequests: "1" }],
    [
      "enrichRecords",
      { records: [{ n: 1 }, { n: 2 }], promptTemplate: "Say {{n}}", concurrentRequests: "1" },
    ],
  ];
  const runStep = async (action: string, params: Data, entered = {}): Promise<Data> => {
    server.script(answer("gpt-5.4"), answer("gpt-5.4"));
    const connection = keyConnection(server.url, pricesOf(["gpt-5.4", "1 / 4"]));
    return (await run(action, { connection, model: "mine", ...params, ...entered })).data as Data;
  };

  it.each(steps)("%s adds up what the connection says", async (action, params) => {
    expect(await runStep(action, params)).toMatchObject({
      tokens: { input: 2_000_000, cachedInput: 0, output: 2_000_000, reasoning: 0 },
      cost: total(2, 8),
    });
  });

  it.each(steps)("%s goes by its own Prices before", async (action, params) => {
    const { cost } = await runStep(action, params, { prices: { inputPrice: "10", outputPrice: "20" } });
    expect(cost).toEqual(total(20, 40));
  });

  it("Summarize Text and Create Image know theirs", async () => {
    const connection = keyConnection(server.url, pricesOf(["gpt-5.4", "1 / 4"], ["draws", "5 / 40"]));
    server.script(answer("gpt-5.4"));
    const summary = await run("summarizeText", { connection, textToSummarize: "A text." });
    expect(summary.data).toMatchObject({ tokens: { output: 1_000_000 }, cost: total(1, 4) });
    const usage = { input_tokens: 1_000_000, output_tokens: 100_000 };
    server.script({ body: { created: 1, data: [{ b64_json: "aGVsbG8=" }], usage } });
    const image = await run("createImage", { connection, model: "draws", prompt: "A cat" });
    expect(image.data).toMatchObject({ tokens: { input: 1_000_000, output: 100_000 }, cost: total(5, 4) });
  });
});

describe("the cost of the rows of a batch", () => {
  const batches = useStarted(async () => {
    const service = await startBatchFiles();
    return { service, close: () => service.server.close() };
  });
  const read = async (params: Data = {}) => {
    const { service } = batches;
    const usage = { input_tokens: 1_000_000, output_tokens: 0, total_tokens: 1_000_000 };
    Object.assign(service.files, {
      in: input("a", "b", "c"),
      out: file(
        answered("a", {
          model: "gpt-5.4-2026-03-05",
          choices: [{ message: { content: "One" } }],
          usage: million,
        }),
        answered("b", { model: "gpt-5.4", output: [], usage }),
        refused("c", { message: "No." }),
      ),
    });
    const connection = keyConnection(service.server.url, pricesOf(["gpt-5.4", "2 / 8"]));
    return service.read({ connection, ...params });
  };

  it("is half of what the connection says", async () => {
    expect(await read()).toMatchObject({
      usage: { prompt_tokens: 2_000_000, completion_tokens: 1_000_000, total_tokens: 3_000_000 },
      tokens: { input: 2_000_000, output: 1_000_000 },
      cost: total(2, 4),
    });
  });

  it("is by the step's own Prices as they are", async () => {
    expect((await read({ prices: { inputPrice: "1", outputPrice: "5" } })).cost).toEqual(total(2, 5));
  });
});

describe("a price that is none", () => {
  it.each<[what: string, prices: unknown, sentence: string]>([
    ["words", [{ key: "gpt-5.4", value: "cheap" }], 'Prices: that of "gpt-5.4" is no price. Enter what'],
    ["one number", [{ key: "gpt-5.4", value: "10" }], 'Prices: that of "gpt-5.4" is no price. Enter what'],
    ["nothing", [{ key: "gpt-5.4", value: "" }], 'Prices: that of "gpt-5.4" is no price. Enter what'],
    ["an object", { "gpt-5.4": { input: 1 } }, 'Prices: that of "gpt-5.4" is no price. Enter what'],
    ["that of a key", [{ key: testKey, value: "x" }], "Prices: that of a model is no price. Enter what"],
    ["a text for the list", "1.25 / 10", "Prices: this is no list of models and prices. Enter what"],
  ])("is refused by the field's name, and nothing is sent: %s", async (_what, prices, sentence) => {
    const failure = await failureOf(chat({ prices }));
    expect(failure).toMatchObject({ name: "ConnectionError", message: expect.stringContaining(sentence) });
    expect(failure.message).not.toContain(testKey);
    expect(server.requests).toEqual([]);
  });
});
