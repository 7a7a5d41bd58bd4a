import { UsageCounter } from "../../src/output/usage";

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

describe("the tokens of many answers", () => {
  test("are added up, and answers that say nothing of theirs count as none", () => {
    const counter = counterOf([10, 5], [20, 7]);
    counter.add(undefined);
    counter.add(null);
    expect(counter.sum()).toEqual({ prompt_tokens: 30, completion_tokens: 12, total_tokens: 42 });
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
    expect(counterOf([600_000, 500_000], [400_000, 0, 400_000]).cost(prices)).toEqual(expected);
  });

  test("has no dust of floating point behind it", () => {
    expect(counterOf([1, 1], [2, 0]).cost({ inputPrice: 0.1, outputPrice: 0.2 })).toEqual({
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
  expect(counterOf([10, 5]).cost(prices as never)).toBeNull();
});

test("prices as text count as numbers, and counts of other forms as none", () => {
  const counter = counterOf([1_000_000, 0]);
  counter.add({ prompt_tokens: null, completion_tokens: {}, total_tokens: Number.NaN } as never);
  counter.add("none" as never);
  expect(counter.sum()).toEqual({ prompt_tokens: 1_000_000, completion_tokens: 0, total_tokens: 1_000_000 });
  expect(counter.cost({ inputPrice: "2.5" } as never)).toEqual({ input: 2.5, output: 0, total: 2.5 });
});
