import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { answering, partOf, textOf, useSummaries } from "./summaryRig";

const { server, clock, asked, partsAsked, summarize } = useSummaries();

describe("a text that fits into one request", () => {
  test("goes there whole, and nothing is said of parts", async () => {
    server.script(answering());
    const output = await summarize("A short text.");
    expect(asked()).toEqual([{ instructions: expect.any(String), text: "A short text." }]);
    expect(output).toMatchObject({
      summary: "All of it.",
      split: null,
      coverage: { parts: 1, summarized: 1, share: 1 },
      textTokens: null,
      object: "chat.completion",
    });
  });

  test("is counted where its length alone does not tell", async () => {
    server.script(answering());
    const text = textOf(6);
    const output = await summarize(text, { splitting: { tokensPerPart: "2000" } });
    expect(asked().map(({ text: sent }) => sent)).toEqual([text]);
    expect(output.textTokens).toBeGreaterThan(500);
    expect(output.split).toBeNull();
  });
});

describe("a text that does not", () => {
  test("is sent part by part without losing a character, and merged", async () => {
    server.script(answering());
    const text = textOf(40);
    const output = await summarize(text, {
      summaryFormat: "headline",
      language: "French",
      modelSettings: { maxOutputTokens: "99" },
    });
    expect(
      partsAsked()
        .map(({ text: sent }) => sent)
        .join(""),
    ).toBe(text);
    expect(partsAsked().length).toBeGreaterThan(4);
    const last = asked().at(-1);
    expect(last?.text).toMatch(/^\[Part 1\]\nSummary 1\.\n\n\[Part 2\]\nSummary 2\./);
    expect(last?.instructions).toContain("Write one headline, then one paragraph.");
    expect(last?.instructions).toContain("Write in this language: French.");
    expect(partsAsked()[0]?.instructions).toContain("Write in this language: French.");
    const limits = server.requests.map(({ body }) => JSON.parse(body).max_completion_tokens);
    expect(limits.filter((limit) => limit !== undefined)).toEqual([99]);
    expect(limits.at(-1)).toBe(99);
    const parts = partsAsked().length;
    expect(output).toMatchObject({
      summary: "All of it.",
      object: "chat.completion",
      coverage: { parts, summarized: parts, share: 1 },
      split: { rounds: 1, error: null },
      tokens: { input: 3 * (parts + 1), cachedInput: 0, output: parts + 1, reasoning: 0 },
    });
    expect(output.split?.parts[1]).toMatchObject({ part: 2, summary: "Summary 2.", error: null });
    expect(text.slice(output.split?.parts[1]?.start, output.split?.parts[1]?.end)).toBe(
      partsAsked()[1]?.text,
    );
  });

  test("costs what the prices entered make of all requests", async () => {
    server.script(answering());
    const prices = { inputPrice: "500000", outputPrice: "1000000" };
    const { tokens, cost } = await summarize(textOf(20), { prices });
    expect(cost?.total).toBe((tokens?.input ?? 0) / 2 + (tokens?.output ?? 0));
  });

  test("is merged in as many rounds as its summaries need", async () => {
    const long = `Summary. ${"Ships wait outside the harbor. ".repeat(50)}`;
    server.script(answering((one) => (partOf(one) > 0 ? chatAnswer(long) : undefined)));
    const output = await summarize(textOf(60));
    const merges = asked().filter(({ instructions }) => instructions.startsWith("Merge"));
    expect(merges.length).toBeGreaterThan(1);
    expect(output.split?.rounds).toBeGreaterThan(1);
    expect(merges[0]?.text).toMatch(/^\[Part 1\]\n/);
    expect(asked().at(-1)?.text).toMatch(/^\[Parts 1 to \d+\]\nAll of it\./);
  });

  test("is merged at once where its summaries are longer than a part, and fit into a request", async () => {
    const long = "Ships wait outside the harbor. ".repeat(50);
    server.script(answering((one) => (partOf(one) > 0 ? chatAnswer(long) : undefined)));
    const output = await summarize(textOf(14));
    const { parts, rounds } = output.split ?? { parts: [] };
    expect([parts.length, rounds]).toEqual([3, 1]);
  });

  test("is never merged for ever: summaries that do not get shorter end in one request", async () => {
    const long = `Summary. ${"Ships wait outside the harbor. ".repeat(400)}`;
    server.script(answering(() => chatAnswer(long)));
    const output = await summarize(textOf(20));
    expect(output.split?.error).toBeNull();
    expect(server.requests.length).toBeLessThan(40);
  });
});

describe("what goes wrong", () => {
  test("with one part costs that part alone, and is said", async () => {
    const refusal = errorAnswer(400);
    server.script(answering((one) => (partOf(one) === 2 ? refusal : undefined)));
    const output = await summarize(textOf(40));
    const { parts, summarized, share } = output.coverage;
    expect(summarized).toBe(parts - 1);
    expect(share).toBeCloseTo((parts - 1) / parts, 1);
    expect(output.split?.parts[1]).toMatchObject({ part: 2, summary: null, error: { status: 400 } });
    expect(output.warning).toBe(
      `Without a whole summary: 1 of ${parts} parts. ${output.split?.parts[1]?.error?.message}`,
    );
    expect(asked().at(-1)?.text).toMatch(/^\[Part 1\]\nSummary 1\.\n\n\[Part 3\]/);
  });

  test("with all parts fails the step", async () => {
    server.script(errorAnswer(400));
    expect(await failureOf(summarize(textOf(20)))).toMatchObject({ status: 400 });
  });

  test("with the merging leaves the summaries of the parts", async () => {
    server.script(answering((one) => (partOf(one) === 0 ? errorAnswer(400) : undefined)));
    const output = await summarize(textOf(20));
    expect(output.summary).toMatch(/^Summary 1\.\n\nSummary 2\./);
    expect(output.split).toMatchObject({ rounds: 0, error: { status: 400 } });
    expect(output.warning).toBe(
      `The summaries of the parts stand one behind the other. ${output.split?.error?.message}`,
    );
    expect(output.id).toBeUndefined();
  });

  test("because time runs out leaves what was summarized by then", async () => {
    server.script(
      answering((one) => {
        if (partOf(one) > 0) clock.advance(28_000);
        return undefined;
      }),
    );
    const output = await summarize(textOf(60), {
      splitting: { tokensPerPart: "1000", concurrentRequests: "1" },
      requestOptions: { totalTimeout: "120000" },
    });
    expect(output.summary).toBe("All of it.");
    expect(output.coverage.summarized).toBeGreaterThan(1);
    expect(output.coverage.summarized).toBeLessThan(output.coverage.parts);
    expect(output.split?.parts.at(-1)?.error).toEqual({
      message: "There was no time left for this part.",
      kind: "timeout",
    });
  });

  test("with the quota is waited out, and no part is lost", async () => {
    let refusals = 0;
    server.script(
      answering((one) => {
        refusals += 1;
        return partOf(one) > 0 && refusals % 3 === 0 ? errorAnswer(429, { "retry-after": "1" }) : undefined;
      }),
    );
    const text = textOf(40);
    const output = await summarize(text);
    expect(output.coverage.share).toBe(1);
    expect(output.split?.parts.map(({ summary }) => summary)).toEqual(
      output.split?.parts.map((_, index) => `Summary ${index + 1}.`),
    );
  });
});

describe("a summary of a part that is not whole", () => {
  test.each(["length", "content_filter"])("for %s is kept, told, and not counted", async (finish_reason) => {
    const answer = chatAnswer("Half of a").body as { choices: object[] };
    const cut = { body: { ...answer, choices: [{ ...answer.choices[0], finish_reason }] } };
    server.script(answering((one) => (partOf(one) === 2 ? cut : undefined)));
    const output = await summarize(textOf(40));
    const { parts, summarized, share } = output.coverage;
    expect(summarized).toBe(parts - 1);
    expect(share).toBeLessThan(1);
    expect(output.split?.parts[1]).toMatchObject({ summary: "Half of a", error: { status: 200 } });
    expect(asked().at(-1)?.text).toContain("[Part 2]\nHalf of a");
  });

  test("is told of the whole summary, too", async () => {
    const answer = chatAnswer("Half of a").body as { choices: object[] };
    server.script({ body: { ...answer, choices: [{ ...answer.choices[0], finish_reason: "length" }] } });
    expect((await summarize("A short text.")).warning).toMatch(/cut off at its greatest length/);
  });
});

test("a lone summary that is left over is carried on without a call", async () => {
  const long = `Summary. ${"Ships wait outside the harbor. ".repeat(60)}`;
  server.script(answering((one) => (partOf(one) > 0 ? chatAnswer(long) : undefined)));
  await summarize(textOf(27), { splitting: { tokensPerPart: "1000" } });
  // Pairs fit into a request: an odd number of them leaves one over.
  expect(partsAsked()).toHaveLength(5);
  const merges = asked().filter(({ instructions }) => instructions.startsWith("Merge"));
  expect(merges.length).toBeGreaterThan(0);
  for (const { text } of merges) expect(text.match(/^\[Parts? /gm)?.length).toBeGreaterThan(1);
});

test("a text of a million tokens is summarized, every paragraph sent once", async () => {
  server.script(answering());
  const text = textOf(7500);
  const output = await summarize(text, { splitting: { tokensPerPart: "20000" } });
  expect(output.textTokens).toBeGreaterThan(1_000_000);
  expect(output.coverage.share).toBe(1);
  expect(
    partsAsked()
      .map(({ text: sent }) => sent)
      .join(""),
  ).toBe(text);
}, 60_000);
