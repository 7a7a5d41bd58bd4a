import { failureOf } from "../../support/connector";
import { shareEndpoint, useClosing, useServer, useShortWaits } from "../../support/hooks";
import { startEndpoint } from "../support";
import { answering, answerOf, bodiesOf, embed, refusalOf, sizesOf } from "./support";

const endpoint = shareEndpoint();
const server = useServer();
const closing = useClosing();
useShortWaits();

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `number ${index}`);

const invalidInput =
  "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs/api-reference.";

const vectorOf = (text: string): number[] => [Number(/\d+/.exec(text)?.[0] ?? 0), 1];

test("a call over the tokens of a request is halved, and the limit is kept to", async () => {
  // Each character is a token here, four times as many as estimated.
  server.script(
    answering(({ input }) => {
      const tokens = input.join("").length;
      return tokens > 30_000
        ? refusalOf(`Requested ${tokens} tokens, max 30000 tokens per request`, {
            ...{ type: "max_tokens_per_request", code: "max_tokens_per_request" },
          })
        : answerOf(input.map(vectorOf));
    }),
  );
  const texts = numbered(200).map((text) => `${text} ${"x".repeat(4000)}`);
  const { counts, results } = await embed(server, { texts });
  expect(counts).toEqual({ total: 200, succeeded: 200, failed: 0, remaining: 0 });
  expect(results.map(({ embedding }) => embedding?.[0])).toEqual(texts.map((_, index) => index));
  expect(server.requests.length).toBeLessThan(48);
});

test("a host with smaller calls, and other words, is kept to", async () => {
  server.script(
    answering(({ input }) =>
      input.length > 2
        ? refusalOf(
            "The max allowed tokens per submitted batch is 120000. Your batch has 147910 tokens after truncation.",
            { code: "TOO_MANY_TOKENS_IN_BATCH" },
          )
        : answerOf(input.map(vectorOf)),
    ),
  );
  const { counts } = await embed(server, { texts: numbered(9) });
  expect(counts.succeeded).toBe(9);
});

test("the text that the service can't read is found, and the others keep their vectors", async () => {
  server.script(
    answering(({ input }) =>
      input.includes("number 37") ? refusalOf(invalidInput) : answerOf(input.map(vectorOf)),
    ),
  );
  const { results, counts } = await embed(server, { texts: numbered(64) });
  expect(counts).toEqual({ total: 64, succeeded: 63, failed: 1, remaining: 0 });
  expect(results[37]?.error?.message).toContain("'$.input' is invalid");
  expect(results[38]?.embedding).toEqual([38, 1]);
  expect(server.requests.length).toBeLessThanOrEqual(16);
});

test("a gateway's smaller batch size is read out of its sentence", async () => {
  const gateway = closing(await startEndpoint({ embeddings: { mostTexts: 10 } }));
  const { counts } = await embed(gateway, { texts: numbered(600), dimensions: "2" });
  expect(counts.succeeded).toBe(600);
  const [first, ...others] = sizesOf(gateway);
  expect(first).toBe(512);
  expect(Math.max(...others)).toBe(10);
  expect(others.length).toBeLessThan(70);
});

test.each([
  "invalid request: total number of texts must be at most 96 - received 300",
  "The number of inputs exceeds the maximum of 96",
])("the size is read out of: %s", async (sentence) => {
  server.script(
    answering(({ input }) => (input.length > 96 ? refusalOf(sentence) : answerOf(input.map(vectorOf)))),
  );
  const { counts } = await embed(server, { texts: numbered(300) });
  expect([counts.succeeded, server.requests.length]).toEqual([300, 5]);
});

test("base64 that is refused by the name of its field is not asked for again", async () => {
  server.script(
    answering(({ input, encoding_format }) =>
      encoding_format === "base64"
        ? refusalOf("Unsupported encoding_format: base64.")
        : answerOf(input.map(vectorOf)),
    ),
  );
  const { counts, warnings } = await embed(server, { texts: numbered(3) });
  expect(counts.succeeded).toBe(3);
  expect(warnings).toEqual([expect.stringContaining("base64 was refused")]);
});

test("a service that takes one text in a call is given one", async () => {
  server.script(
    answering(({ input }) =>
      input.length > 1
        ? refusalOf(
            "Too many inputs. The max number of inputs is 1. We hope to increase the number of inputs.",
          )
        : answerOf(input.map(vectorOf)),
    ),
  );
  const { counts } = await embed(server, { texts: numbered(6) });
  expect([counts.succeeded, server.requests.length]).toEqual([6, 7]);
});

test("dimensions that the model does not take are said once", async () => {
  const failure = await failureOf(
    embed(endpoint, { texts: numbered(900), dimensions: "1536", model: "text-embedding-ada-002" }),
  );
  expect(failure.message).toContain("This model does not support specifying dimensions.");
  expect(failure.message).toContain("Leave Dimensions empty");
  expect(endpoint.requests).toHaveLength(1);
  await embed(endpoint, { text: "tea", model: "text-embedding-ada-002" });
  expect(bodiesOf(endpoint)[1]).not.toHaveProperty("dimensions");
});

test("dimensions that a gateway passes over are said once", async () => {
  const gateway = closing(await startEndpoint({ embeddings: { ignoresDimensions: true } }));
  const failure = await failureOf(embed(gateway, { texts: numbered(900), dimensions: "8" }));
  expect(failure.message).toContain("asked for 8 dimensions, and got vectors of 1536 numbers");
  expect(gateway.requests).toHaveLength(1);
});

test("a gateway that sends numbers in place of base64 is read", async () => {
  const gateway = closing(await startEndpoint({ embeddings: { ignoresBase64: true } }));
  const { results, warnings } = await embed(gateway, { texts: ["tea", "coffee"], dimensions: "384" });
  expect(results.map(({ embedding }) => embedding?.length)).toEqual([384, 384]);
  expect(warnings).toEqual([]);
});

test.each([400, 415, 502])("base64 that is answered by %i is not asked for again", async (status) => {
  const gateway = closing(await startEndpoint({ embeddings: { refusesBase64: status } }));
  const { counts, warnings } = await embed(gateway, {
    ...{ texts: numbered(600), dimensions: "2", requestOptions: { maxRetries: "1" } },
  });
  expect(counts.succeeded).toBe(600);
  const encodings = bodiesOf(gateway).map(({ encoding_format }) => encoding_format);
  expect(encodings.slice(-2)).toEqual(["float", "float"]);
  expect(encodings.filter((encoding) => encoding === "base64").length).toBeLessThanOrEqual(2);
  expect(warnings).toEqual([expect.stringContaining("base64 was refused")]);
});

test("where numbers are refused as well, the first refusal is told", async () => {
  server.script(refusalOf("First."), refusalOf("Second."));
  const failure = await failureOf(embed(server, { text: "tea" }));
  expect(failure.message).toContain("First.");
  expect(server.requests).toHaveLength(2);
});

test("Encoding asks for numbers from the beginning", async () => {
  await embed(endpoint, { text: "tea", dimensions: "2", embeddingSettings: { encoding: "float" } });
  expect(bodiesOf(endpoint)[0]?.encoding_format).toBe("float");
});

test("a text that is too long fails alone, with its size", async () => {
  const long = "tea coffee milk ".repeat(4000);
  const { results, counts } = await embed(endpoint, { texts: ["tea", long, "milk"], dimensions: "2" });
  expect(counts).toMatchObject({ succeeded: 2, failed: 1 });
  expect(results[1]?.error?.message).toContain("maximum context length is 8192 tokens");
  expect(results[1]?.error?.message).toContain("The text has 64000 characters; Too Long Texts can cut it.");
  const failure = await failureOf(embed(endpoint, { text: long, dimensions: "2" }));
  expect(failure.message).toContain("maximum context length");
});

test("a text that is too long is cut between characters, where the builder chose so", async () => {
  const long = "😀 tea ".repeat(6000);
  const { results, warnings } = await embed(endpoint, {
    ...{ texts: ["tea", long], dimensions: "2", embeddingSettings: { tooLongTexts: "cut" } },
  });
  const sent = bodiesOf(endpoint).at(-1)?.input[0] ?? "";
  expect(long.startsWith(sent)).toBe(true);
  expect(sent.isWellFormed()).toBe(true);
  expect(results[1]).toMatchObject({ status: "succeeded", cutTo: sent.length, text: long });
  expect(sent.length).toBeGreaterThan(10_000);
  expect(warnings).toEqual(["Cut to what the model reads: text 2."]);
});

test("a text is not cut for ever", async () => {
  server.script(refusalOf("This model's maximum context length is 8192 tokens."));
  const { results } = await embed(server, {
    ...{ texts: ["tea and coffee"], embeddingSettings: { tooLongTexts: "cut" } },
  });
  expect(results[0]?.error?.message).toContain("maximum context length");
  expect(server.requests.length).toBeLessThanOrEqual(9);
});

test("an account that is used up is met once", async () => {
  server.script(refusalOf("You exceeded your current quota.", { code: "insufficient_quota" }, 429));
  const failure = await failureOf(embed(server, { texts: numbered(5000) }));
  expect(failure.message).toContain("exceeded your current quota");
  expect(server.requests).toHaveLength(1);
});

test("a refusal that every text would meet ends the step", async () => {
  server.script(refusalOf("No."));
  const failure = await failureOf(embed(server, { texts: numbered(50_000) }));
  expect(failure.message).toContain("No.");
  expect(server.requests.length).toBeLessThanOrEqual(30);
});

test("calls that no quota takes are divided", async () => {
  server.script(
    answering(({ input }) =>
      input.join("").length > 40_000
        ? {
            status: 429,
            headers: { "retry-after-ms": "5" },
            body: { error: { code: "429", message: "Rate limit is exceeded." } },
          }
        : answerOf(input.map(vectorOf)),
    ),
  );
  const texts = numbered(100).map((text) => `${text} ${"tea ".repeat(250)}`);
  const { counts } = await embed(server, { texts });
  expect(counts.succeeded).toBe(100);
});

test("no call starts once as many texts failed as may, also where they fail in one round", async () => {
  server.script(
    answering(({ input }) =>
      input[0] === "bad" ? refusalOf("No such thing.") : answerOf(input.map(vectorOf)),
    ),
  );
  const { counts, warning, remaining } = await embed(server, {
    ...{ texts: ["one", "two", "bad", "four", "five", "six"], embeddingSettings: { textsPerCall: "1" } },
    bulkOptions: { stopAfterFailures: "1", concurrentRequests: "1" },
  });
  expect(counts).toEqual({ total: 6, succeeded: 2, failed: 1, remaining: 3 });
  expect(remaining).toEqual(["four", "five", "six"]);
  expect(warning).toContain("as Stop After Failures allows");
});

test("after as many failures as may be, the rest remains", async () => {
  server.script(
    answering(({ input }) =>
      input[0]?.length === 20_000 ? refusalOf("Too long: context length.") : answerOf(input.map(vectorOf)),
    ),
  );
  const bad = Array.from({ length: 40 }, (_, index) => `${index}`.padEnd(20_000, "x"));
  const { counts, warning, remaining } = await embed(server, {
    ...{ texts: ["tea", ...bad], bulkOptions: { stopAfterFailures: "3", concurrentRequests: "1" } },
  });
  expect(counts.failed).toBeLessThanOrEqual(6);
  expect(counts.remaining).toBe(remaining.length);
  expect(warning).toContain("as Stop After Failures allows");
});
