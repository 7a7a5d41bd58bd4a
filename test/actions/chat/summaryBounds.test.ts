import { chatAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { answering, partOf, textOf, useSummaries } from "./summaryRig";

const { server, asked, summarize } = useSummaries();

describe("a model that can read less than was thought", () => {
  const tooLong = { status: 400, body: { error: { code: "context_length_exceeded", message: "Too long." } } };
  const readingAtMost = (characters: number, refusal: typeof tooLong = tooLong) =>
    answering(({ text }) => (text.length > characters ? refusal : undefined));

  test.each([
    ["the model", tooLong],
    [
      "the service",
      { status: 400, body: { error: { code: "string_above_max_length", message: "Too long." } } },
    ],
    ["a gateway", { status: 413, body: { error: { code: "413", message: "Too long." } } }],
  ])("gets the parts in halves, in their order, when %s refuses them", async (_who, refusal) => {
    server.script(readingAtMost(4000, refusal));
    const text = textOf(30);
    const output = await summarize(text, { splitting: { tokensPerPart: "2000" } });
    const { parts } = output.split ?? { parts: [] };
    expect(parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    for (const { start, end } of parts) expect(end - start).toBeLessThanOrEqual(4000);
    expect(output.coverage.share).toBe(1);
  });

  test("is asked to merge no more than what it read", async () => {
    const long = `Summary. ${"Ships wait outside the harbor. ".repeat(50)}`;
    server.script(
      answering((one) => {
        if (one.text.length > 4000) return tooLong;
        return partOf(one) > 0 ? chatAnswer(long) : undefined;
      }),
    );
    const output = await summarize(textOf(30), { splitting: { tokensPerPart: "2000" } });
    expect(output.split?.rounds).toBeGreaterThan(1);
    const merges = asked().filter((one) => partOf(one) === 0);
    expect(merges.length).toBeGreaterThan(2);
    expect(merges.filter(({ text }) => text.length > 4000)).toEqual([]);
  });

  test("gets a text in parts that seemed to fit whole", async () => {
    server.script(readingAtMost(4000));
    const output = await summarize(textOf(8), { splitting: { tokensPerPart: "100000" } });
    expect(output.coverage).toMatchObject({ share: 1 });
    expect(output.coverage.parts).toBeGreaterThan(1);
    expect(output.summary).toBe("All of it.");
  });

  test("and reads nothing at all fails the step in its words", async () => {
    server.script(tooLong);
    const failure = await failureOf(summarize("word ".repeat(50)));
    expect(failure).toMatchObject({ code: "context_length_exceeded" });
  });
});

describe("a quota that takes less at once", () => {
  const error = {
    code: "429",
    message: "Requests have exceeded token rate limit. Please retry after 2 seconds.",
  };

  test.each([
    ["tells by refusing alone", {}],
    ["states its limit", { "x-ratelimit-limit-tokens": "3000", "x-ratelimit-remaining-tokens": "3000" }],
  ])("and %s gets the parts in halves", async (_how, headers) => {
    const refusal = { status: 429, headers: { "retry-after": "2", ...headers }, body: { error } };
    server.script(answering(({ text }) => (text.length > 16_000 ? refusal : undefined)));
    const text = textOf(90);
    const output = await summarize(text, { splitting: { tokensPerPart: "8000" } });
    const { parts } = output.split ?? { parts: [] };
    expect(output.coverage.share).toBe(1);
    expect(parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    for (const { start, end } of parts) expect(end - start).toBeLessThanOrEqual(16_000);
    expect(output).toMatchObject({ summary: "All of it.", warning: null, split: { error: null } });
  });

  test("gets a whole text in parts as well", async () => {
    const refusal = { status: 429, headers: { "retry-after": "2" }, body: { error } };
    server.script(answering(({ text }) => (text.length > 16_000 ? refusal : undefined)));
    const output = await summarize(textOf(40), { splitting: { tokensPerPart: "100000" } });
    expect(output.coverage).toMatchObject({ share: 1 });
    expect(output.coverage.parts).toBeGreaterThan(1);
  });

  test("and no room for all summaries at once gets them merged in smaller groups", async () => {
    const long = `Summary. ${"Ships wait outside the harbor. ".repeat(60)}`;
    const tooLong = { status: 413, body: { error: { message: "Too long." } } };
    server.script(
      answering((one) => {
        if (partOf(one) > 0) return chatAnswer(long);
        return one.text.length > 5000 ? tooLong : undefined;
      }),
    );
    const output = await summarize(textOf(120), { splitting: { tokensPerPart: "3000" } });
    expect(output.split?.error).toBeNull();
    expect(output.split?.rounds).toBeGreaterThan(1);
    expect(output.summary).toBe("All of it.");
  });
});
