import { halfPrice, priceOf, readTokenPrice } from "../../src/text/tokenPrice";

describe("a price", () => {
  test.each([
    ["1.25 / 0.125 / 10", { input: 1.25, cachedInput: 0.125, output: 10 }],
    [" 1.25/10 ", { input: 1.25, output: 10 }],
    ["0 / 0", { input: 0, output: 0 }],
    [".5 / 2.", { input: 0.5, output: 2 }],
    ["1.25 / 0 / 10", { input: 1.25, cachedInput: 0, output: 10 }],
  ])("is read from %j", (text, price) => {
    expect(readTokenPrice(text)).toEqual(price);
  });

  test.each([
    "",
    "10",
    "1 / 2 / 3 / 4",
    "1.25 / / 10",
    "/",
    "1,25 / 10",
    "$1.25 / $10",
    "-1 / 10",
    "1e3 / 10",
    "NaN / Infinity",
    "12345678 / 1",
    `1 / ${"9".repeat(1_000_000)}`,
    "1 /".repeat(1_000_000),
  ])("is none (%#)", (text) => {
    expect(readTokenPrice(text)).toBeUndefined();
  });

  test("has a half", () => {
    expect(halfPrice({ input: 1.25, output: 10 })).toEqual({
      input: 0.625,
      cachedInput: undefined,
      output: 5,
    });
    expect(halfPrice({ input: 0, cachedInput: 1, output: 0 })).toEqual({
      input: 0,
      cachedInput: 0.5,
      output: 0,
    });
  });
});

describe("the price of a model", () => {
  const [mine, gpt, dated] = [{ input: 1 }, { input: 2 }, { input: 3 }];
  const prices = new Map([
    ["my-gpt", mine],
    ["gpt-5.4", gpt],
    ["gpt-5.4-mini-2026-03-05", dated],
    ["x".repeat(200), mine],
    ["x".repeat(201), mine],
  ]);

  test.each<[names: unknown[], price: object | undefined]>([
    [["my-gpt", "gpt-5.4"], mine],
    [[" My-GPT ", undefined], mine],
    [["other", "gpt-5.4-2026-03-05"], gpt],
    [["gpt-5.4-mini-2026-03-05"], dated],
    [["gpt-5.4-mini"], undefined],
    [["gpt-5.4-2026"], undefined],
    [[undefined, null, 3, {}, ["my-gpt"], ""], undefined],
    [["x".repeat(1_000_000), "my-gpt"], mine],
    [["x".repeat(200), "gpt-5.4"], mine],
    [["x".repeat(201), "gpt-5.4"], gpt],
    [[], undefined],
  ])("among the names of row %#", (names, price) => {
    expect(priceOf(prices, names)).toBe(price);
  });
});
