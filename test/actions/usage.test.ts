import { UsageCounter, usageOf } from "../../src/output/usage";

const counterOf = (...usages: Array<[prompt: number, completion: number, cached?: number]>) => {
  const counter = new UsageCounter();
  for (const [prompt, completion, cached] of usages) {
    counter.add({
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
    });
  }
  return counter;
};

const none = { input: 0, cachedInput: 0, output: 0, reasoning: 0 };
const tokensOf = (usage: unknown) => usageOf(usage, undefined).tokens;

describe("the tokens of many answers", () => {
  test("are added up, and answers that say nothing of theirs count as none", () => {
    const counter = counterOf([10, 5, 8], [20, 7]);
    counter.add(undefined);
    counter.add(null);
    expect(counter.sum()).toEqual({ prompt_tokens: 30, completion_tokens: 12, total_tokens: 42 });
    expect(counter.shown().tokens).toEqual({ input: 30, cachedInput: 8, output: 12, reasoning: 0 });
  });
});

describe("the tokens of an answer are the same for every API", () => {
  test.each<[api: string, usage: object, tokens: object]>([
    [
      "chat",
      {
        prompt_tokens: 90,
        completion_tokens: 40,
        total_tokens: 130,
        prompt_tokens_details: { cached_tokens: 64, audio_tokens: 0 },
        completion_tokens_details: { reasoning_tokens: 32, audio_tokens: 0 },
      },
      { input: 90, cachedInput: 64, output: 40, reasoning: 32 },
    ],
    [
      "chat with sound",
      {
        prompt_tokens: 90,
        completion_tokens: 40,
        prompt_tokens_details: { audio_tokens: 50 },
        completion_tokens_details: { audio_tokens: 30 },
      },
      { ...none, input: 90, output: 40, audio: 80 },
    ],
    [
      "responses",
      {
        input_tokens: 36,
        input_tokens_details: { cached_tokens: 12 },
        output_tokens: 87,
        output_tokens_details: { reasoning_tokens: 64 },
        total_tokens: 123,
      },
      { input: 36, cachedInput: 12, output: 87, reasoning: 64 },
    ],
    [
      "images",
      {
        input_tokens: 210,
        output_tokens: 1056,
        input_tokens_details: { text_tokens: 10, image_tokens: 200 },
        output_tokens_details: { image_tokens: 1056, text_tokens: 0 },
      },
      { ...none, input: 210, output: 1056, image: 1256 },
    ],
    [
      "transcriptions",
      { type: "tokens", input_tokens: 14, input_token_details: { audio_tokens: 14 }, output_tokens: 45 },
      { ...none, input: 14, output: 45, audio: 14 },
    ],
    ["embeddings", { prompt_tokens: 8, total_tokens: 8 }, { ...none, input: 8 }],
  ])("%s", (_api, usage, tokens) => {
    expect(tokensOf(usage)).toEqual(tokens);
  });

  test.each<[what: string, usage: unknown, tokens: object]>([
    ["texts", { prompt_tokens: "12", completion_tokens: " 3 " }, { ...none, input: 12, output: 3 }],
    ["negative", { prompt_tokens: -5, completion_tokens: "-1", input_tokens: 4 }, { ...none, input: 4 }],
    [
      "more cached and reasoning than there are",
      {
        prompt_tokens: 5,
        completion_tokens: 2,
        prompt_tokens_details: { cached_tokens: 50 },
        completion_tokens_details: { reasoning_tokens: 20 },
      },
      { input: 5, cachedInput: 5, output: 2, reasoning: 2 },
    ],
  ])("also where they are %s", (_what, usage, tokens) => {
    expect(tokensOf(usage)).toEqual(tokens);
  });
});

describe("the tokens of servers that count otherwise", () => {
  test.each<[what: string, usage: object, tokens: object]>([
    [
      "reasoning on top of the completion",
      {
        prompt_tokens: 12,
        completion_tokens: 3,
        total_tokens: 255,
        completion_tokens_details: { reasoning_tokens: 240 },
      },
      { ...none, input: 12, output: 243, reasoning: 240 },
    ],
    [
      "reasoning within the completion",
      {
        prompt_tokens: 12,
        completion_tokens: 243,
        total_tokens: 255,
        completion_tokens_details: { reasoning_tokens: 240 },
      },
      { ...none, input: 12, output: 243, reasoning: 240 },
    ],
    [
      "input split by the cache, and no sum",
      { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36, completion_tokens: 5 },
      { ...none, input: 100, cachedInput: 64, output: 5 },
    ],
    [
      "input split by the cache beside a sum of 0",
      { prompt_tokens: 0, prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 2, completion_tokens: 5 },
      { ...none, input: 10, cachedInput: 8, output: 5 },
    ],
    [
      "input split by the cache beside its sum",
      { prompt_tokens: 10, prompt_cache_hit_tokens: 8, prompt_cache_miss_tokens: 2, completion_tokens: 5 },
      { ...none, input: 10, cachedInput: 8, output: 5 },
    ],
    [
      "cached tokens beside the sums",
      { prompt_tokens: 10, cached_tokens: 4 },
      { ...none, input: 10, cachedInput: 4 },
    ],
    ["no completion, and a total", { prompt_tokens: 9, total_tokens: 20 }, { ...none, input: 9, output: 11 }],
    ["no input, and a total", { completion_tokens: 9, total_tokens: 20 }, { ...none, input: 11, output: 9 }],
  ])("%s", (_what, usage, tokens) => {
    expect(tokensOf(usage)).toEqual(tokens);
  });

  test.each<[what: string, usage: unknown]>([
    ["absent", undefined],
    ["null", null],
    ["text", "none"],
    ["a list", [{ prompt_tokens: 3 }]],
    ["empty", {}],
    ["a length", { type: "duration", seconds: 17 }],
    ["blank texts", { prompt_tokens: "", completion_tokens: " " }],
    ["beyond counting", { prompt_tokens: 1e308, completion_tokens: "9".repeat(400), total_tokens: 2e16 }],
    ["no numbers", { prompt_tokens: Number.NaN, completion_tokens: {}, prompt_tokens_details: [5] }],
    ["details of nothing", { prompt_tokens_details: null, completion_tokens_details: "x" }],
    ["zeros, as streams without usage have", { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }],
  ])("are unknown where the usage is %s, and so is the cost", (_what, usage) => {
    expect(usageOf(usage, { input: 1, output: 2 })).toEqual({ tokens: null, cost: null });
    const counter = counterOf([10, 5]);
    counter.add(usage, { input: 1, output: 2 });
    expect(counter.shown({ inputPrice: 1, outputPrice: 2 })).toEqual({
      tokens: { ...none, input: 10, output: 5 },
      cost: null,
    });
  });

  test.each<[what: string, usage: object]>([
    ["output alone", { completion_tokens: 50 }],
    ["a total alone", { total_tokens: 50 }],
  ])("cost nothing that is known where they are %s", (_what, usage) => {
    expect(usageOf(usage, { input: 1, output: 2 })).toEqual({ tokens: { ...none, output: 50 }, cost: null });
  });

  test("of a cached part without a price cost as much as other input", () => {
    const usage = {
      prompt_tokens: 17_903,
      completion_tokens: 0,
      prompt_tokens_details: { cached_tokens: 17_817 },
    };
    expect(usageOf(usage, { input: 10, output: 30 }).cost?.total).toBe(0.17903);
    expect(usageOf(usage, { input: 10, cachedInput: 1, output: 30 }).cost?.total).toBe(0.018677);
  });
});

describe("the estimated cost", () => {
  test.each([
    ["without prices", undefined, null],
    ["with a group that was never opened", "", null],
    ["with a group that was left empty", {}, null],
    ["with both prices", { inputPrice: 2.5, outputPrice: 15 }, { input: 2.5, output: 7.5, total: 10 }],
    ["with the output's price alone", { outputPrice: 15 }, { input: 0, output: 7.5, total: 7.5 }],
    ["with a price of 0", { inputPrice: 0 }, { input: 0, output: 0, total: 0 }],
    [
      "with a price for cached input",
      { inputPrice: 2, cachedInputPrice: 0.5, outputPrice: 0 },
      { input: 1.4, output: 0, total: 1.4 },
    ],
  ])("of a million tokens in and half a million out, %s", (_case, prices, expected) => {
    expect(counterOf([600_000, 500_000], [400_000, 0, 400_000]).shown(prices).cost).toEqual(expected);
  });

  test("has no dust of floating point behind it", () => {
    expect(counterOf([1, 1], [2, 0]).shown({ inputPrice: 0.1, outputPrice: 0.2 }).cost).toEqual({
      input: 3e-7,
      output: 2e-7,
      total: 5e-7,
    });
  });
});

test.each([
  ["null", null],
  ["a group of nulls", { inputPrice: null, cachedInputPrice: null, outputPrice: null }],
  ["what is no price", { inputPrice: "much", outputPrice: Number.NaN, cachedInputPrice: {} }],
])("prices that are %s cost nothing, and lose nothing", (_what, prices) => {
  expect(counterOf([10, 5]).shown(prices as never).cost).toBeNull();
});

test("prices as text count as numbers", () => {
  const counter = counterOf([1_000_000, 0]);
  expect(counter.sum()).toEqual({ prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 });
  expect(counter.shown({ inputPrice: "2.5" } as never).cost).toEqual({ input: 2.5, output: 0, total: 2.5 });
});

describe("prices of the connections that answered", () => {
  const million = { prompt_tokens: 1_000_000, completion_tokens: 1_000_000 };

  test("add up, each for its own answers", () => {
    const counter = new UsageCounter();
    counter.add(
      { ...million, prompt_tokens_details: { cached_tokens: 400_000 } },
      { input: 1, cachedInput: 0.5, output: 2 },
    );
    counter.add(million, { input: 10, output: 20 });
    expect(counter.shown().cost).toEqual({ input: 10.8, output: 22, total: 32.8 });
  });

  test("give way to those of the step", () => {
    const counter = new UsageCounter();
    counter.add(million, { input: 1, output: 2 });
    expect(counter.shown({ inputPrice: 3 }).cost).toEqual({ input: 3, output: 0, total: 3 });
  });

  test("make no cost where there is no answer, or one has none", () => {
    const counter = new UsageCounter();
    expect(counter.shown().cost).toBeNull();
    counter.add(million, { input: 1, output: 2 });
    expect(counter.shown().cost).toEqual({ input: 1, output: 2, total: 3 });
    counter.add(million);
    expect(counter.shown().cost).toBeNull();
  });
});
