import type { SummaryOutput } from "../../../src/actions/chat/summaryOutput";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { type ReceivedRequest, type ScriptEntry, sendAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = useServer();
const clock = useTestClock();

interface Asked {
  instructions: string;
  text: string;
}

const askedIn = ({ body }: ReceivedRequest): Asked => {
  const { messages } = JSON.parse(body) as { messages: Array<{ content: string }> };
  return { instructions: messages[0]?.content ?? "", text: messages[1]?.content ?? "" };
};

const partOf = ({ instructions }: Asked): number => Number(/part (\d+) of/.exec(instructions)?.[1] ?? 0);
const asked = (): Asked[] => server.requests.map(askedIn);
const partsAsked = (): Asked[] =>
  asked()
    .filter((one) => partOf(one) > 0)
    .sort((left, right) => partOf(left) - partOf(right));

/** Answers parts by their number, everything else with "All of it." */
const answering =
  (other: (one: Asked) => ReturnType<typeof chatAnswer> | undefined = () => undefined): ScriptEntry =>
  (request, response) => {
    const one = askedIn(request);
    const part = partOf(one);
    sendAnswer(response, other(one) ?? chatAnswer(part > 0 ? `Summary ${part}.` : "All of it."));
  };

const paragraph = (index: number): string =>
  `${index}. ${"The harbor is closed on Mondays, and ships wait outside. ".repeat(12).trim()}\n\n`;
const textOf = (paragraphs: number): string =>
  Array.from({ length: paragraphs }, (_, index) => paragraph(index)).join("");

let runs = 0;
const summarize = async (textToSummarize: string, params: Record<string, unknown> = {}) => {
  runs += 1;
  const connection = connectionTo(server.url);
  // A deployment of its own each time: what was learned of one quota is shared in the process.
  return (
    await run("summarizeText", {
      connection,
      model: `m-${runs}`,
      textToSummarize,
      tokensPerPart: "1000",
      ...params,
    })
  ).data as SummaryOutput;
};

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
    const output = await summarize(text, { tokensPerPart: "2000" });
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
      maxOutputTokens: "99",
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
      totalUsage: {
        prompt_tokens: 3 * (parts + 1),
        completion_tokens: parts + 1,
        total_tokens: 4 * (parts + 1),
      },
    });
    expect(output.split?.parts[1]).toMatchObject({ part: 2, summary: "Summary 2.", error: null });
    expect(text.slice(output.split?.parts[1]?.start, output.split?.parts[1]?.end)).toBe(
      partsAsked()[1]?.text,
    );
  });

  test("costs what the prices entered make of all requests", async () => {
    server.script(answering());
    const prices = { inputPrice: "500000", outputPrice: "1000000" };
    const { totalUsage, cost } = await summarize(textOf(20), { prices });
    expect(cost?.total).toBe(totalUsage.prompt_tokens / 2 + totalUsage.completion_tokens);
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
      concurrentRequests: "1",
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
    const output = await summarize(text, { tokensPerPart: "2000" });
    const { parts } = output.split ?? { parts: [] };
    expect(parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    for (const { start, end } of parts) expect(end - start).toBeLessThanOrEqual(4000);
    expect(output.coverage.share).toBe(1);
  });

  test("gets a text in parts that seemed to fit whole", async () => {
    server.script(readingAtMost(4000));
    const output = await summarize(textOf(8), { tokensPerPart: "100000" });
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
    const output = await summarize(text, { tokensPerPart: "8000" });
    const { parts } = output.split ?? { parts: [] };
    expect(output.coverage.share).toBe(1);
    expect(parts.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
    for (const { start, end } of parts) expect(end - start).toBeLessThanOrEqual(16_000);
    expect(output).toMatchObject({ summary: "All of it.", warning: null, split: { error: null } });
  });

  test("gets a whole text in parts as well", async () => {
    const refusal = { status: 429, headers: { "retry-after": "2" }, body: { error } };
    server.script(answering(({ text }) => (text.length > 16_000 ? refusal : undefined)));
    const output = await summarize(textOf(40), { tokensPerPart: "100000" });
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
    const output = await summarize(textOf(120), { tokensPerPart: "3000" });
    expect(output.split?.error).toBeNull();
    expect(output.split?.rounds).toBeGreaterThan(1);
    expect(output.summary).toBe("All of it.");
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
  await summarize(textOf(27), { tokensPerPart: "1000" });
  // Pairs fit into a request: an odd number of them leaves one over.
  expect(partsAsked()).toHaveLength(5);
  const merges = asked().filter(({ instructions }) => instructions.startsWith("Merge"));
  expect(merges.length).toBeGreaterThan(0);
  for (const { text } of merges) expect(text.match(/^\[Parts? /gm)?.length).toBeGreaterThan(1);
});

test("a text of a million tokens is summarized, every paragraph sent once", async () => {
  server.script(answering());
  const text = textOf(7500);
  const output = await summarize(text, { tokensPerPart: "20000" });
  expect(output.textTokens).toBeGreaterThan(1_000_000);
  expect(output.coverage.share).toBe(1);
  expect(
    partsAsked()
      .map(({ text: sent }) => sent)
      .join(""),
  ).toBe(text);
}, 60_000);
