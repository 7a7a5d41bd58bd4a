import { contentFilterError } from "../../local/endpoint";
import { errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection, run, silentLogger } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";
import { startMs } from "../support/testClock";
import { answerOf, baseOf, broken, chatAt, notFoundAnswer, once, startDeployments } from "./fallbackRig";

const server = useStarted(() => startDeployments({ b: answerOf("b"), c: answerOf("c") }));
const clock = useTestClock();

const fallbackModels = ["b", "c"];

describe("the next deployment is asked", () => {
  it("after an error of the server, its retries used up", async () => {
    server.deploy("a", broken);
    const { data } = await chatAt(server, { fallbackModels, requestOptions: { maxRetries: "2" } });
    expect(server.asked).toEqual(["a", "a", "a", "b"]);
    expect(data).toMatchObject({ output_text: "from b" });
  });

  it("not after an error of the server that passes", async () => {
    server.deploy("a", broken, answerOf("a"));
    const { data } = await chatAt(server, { fallbackModels, requestOptions: { maxRetries: "1" } });
    expect(server.asked).toEqual(["a", "a"]);
    expect(data).toMatchObject({ output_text: "from a", fallback: { passedOver: [] } });
  });

  it.each<[what: string, entry: ScriptEntry]>([
    ["501", errorAnswer(501)],
    ["503", errorAnswer(503)],
    [
      "498 of a tier without room",
      { status: 498, body: { error: { message: "Flex tier capacity exceeded." } } },
    ],
    ["504 with a page", { status: 504, body: "<html><title>Gateway Time-out</title></html>" }],
    ["408", errorAnswer(408)],
    ["a refusal for its rate without a wait", errorAnswer(429)],
    [
      "no credit left",
      { status: 429, body: { error: { code: "insufficient_quota", message: "None left." } } },
    ],
    ["no such deployment", notFoundAnswer],
    ["any other 404", { status: 404, body: { statusCode: 404, message: "Resource not found" } }],
  ])("after %s", async (_what, entry) => {
    server.deploy("a", entry);
    const { data } = await chatAt(server, { fallbackModels });
    expect(server.asked).toEqual(["a", "b"]);
    expect(data).toMatchObject({ output_text: "from b" });
  });

  it("not after a wait that fits into the time: that is waited for", async () => {
    server.deploy("a", errorAnswer(429, { "retry-after": "30" }), answerOf("a"));
    const { data } = await chatAt(server, { fallbackModels, requestOptions: { maxRetries: "1" } });
    expect(server.asked).toEqual(["a", "a"]);
    expect(clock.now()).toBeGreaterThanOrEqual(startMs + 30_000);
    expect(data).toMatchObject({ output_text: "from a" });
  });

  it("at once after a wait that does not fit into its part of the time", async () => {
    server.deploy("a", errorAnswer(429, { "retry-after": "300" }));
    const requestOptions = { totalTimeout: "840000", maxRetries: "3" };
    await chatAt(server, { fallbackModels, requestOptions });
    expect(server.asked).toEqual(["a", "b"]);
    expect(clock.waits).toEqual([]);
    expect(clock.now()).toBe(startMs);
  });
});

describe("the next deployment is not asked", () => {
  it.each<[what: string, entry: ScriptEntry, kind: string]>([
    ["a refused credential", errorAnswer(401), "rejected"],
    ["a missing role", errorAnswer(403), "rejected"],
    ["an input that the service rejects", errorAnswer(400), "rejected"],
    ["too much in one request", errorAnswer(413), "rejected"],
    ["a content filter", { status: 400, body: contentFilterError("D") }, "contentFiltered"],
    ["a redirect", { status: 302, headers: { location: "https://example.com/" } }, "unexpectedResponse"],
    ["a page in place of an answer", { body: "<html></html>" }, "unexpectedResponse"],
  ])("after %s", async (_what, entry, kind) => {
    server.deploy("a", entry);
    const error = await failureOf(chatAt(server, { fallbackModels }));
    expect(server.asked).toEqual(["a"]);
    expect(error).toMatchObject({ kind });
    expect(error.message).not.toContain("Fallbacks:");
  });

  it("when a fallback meets such an error: that is the one to mend", async () => {
    server.deploy("a", broken);
    server.deploy("b", errorAnswer(400));
    expect(await failureOf(chatAt(server, { fallbackModels }))).toMatchObject({ status: 400 });
    expect(server.asked).toEqual(["a", "b"]);
  });
});

describe("deployments", () => {
  it("are asked in their order, each once", async () => {
    for (const name of ["a", "b", "c"]) server.deploy(name, broken);
    await failureOf(chatAt(server, { fallbackModels: ["c", "a", "b", "c"] }));
    expect(server.asked).toEqual(["a", "c", "b"]);
  });

  it("that all failed give the first one's error, with what came of the others", async () => {
    server.deploy("a", errorAnswer(503));
    server.deploy("b", notFoundAnswer);
    server.deploy("c", errorAnswer(429, { "retry-after": "900" }));
    const error = await failureOf(chatAt(server, { fallbackModels }));
    expect(error).toMatchObject({ name: "AzureOpenAIError", kind: "service", status: 503, attempts: 1 });
    expect(error.message).toMatch(
      /^Create Chat Completion met an error of the service \(status 503, code problem\)\. The service says 503\. .* Fallbacks: b: .*DeploymentNotFound.* c: .*status 429.* after 2026-11-21T09:15:00Z/,
    );
  });

  it("are named on one line, however long their names are", async () => {
    for (const name of ["a", "b"]) server.deploy(name, broken);
    const odd = ["b", "c\r\nd", "x".repeat(20_000)];
    const { message } = await failureOf(chatAt(server, { fallbackModels: odd }));
    expect(message).not.toMatch(/[\r\n]/);
    expect(message.length).toBeLessThan(3_000);
  });

  it("that all failed alike are all named", async () => {
    for (const name of ["a", "b", "c"]) server.deploy(name, broken);
    const { message } = await failureOf(chatAt(server, { fallbackModels }));
    expect(message).toMatch(/ Fallbacks: b: .* c: /);
  });

  it("are told in the output: which one answered, and why the others did not", async () => {
    server.deploy("a", broken);
    server.deploy("b", notFoundAnswer);
    const { data } = await chatAt(server, { fallbackModels });
    const reference = { connection: "Connection", endpoint: baseOf(server) };
    expect((data as { fallback: unknown }).fallback).toEqual({
      answeredBy: { ...reference, deployment: "c" },
      passedOver: [
        {
          ...reference,
          deployment: "a",
          reason: expect.stringContaining("(status 500, code problem). The service says 500."),
        },
        { ...reference, deployment: "b", reason: expect.stringContaining("DeploymentNotFound") },
      ],
    });
  });

  it("that answer at once are told too, nothing passed over", async () => {
    server.deploy("a", answerOf("a"));
    const { data } = await chatAt(server, { fallbackModels });
    expect((data as { fallback: unknown }).fallback).toEqual({
      answeredBy: { connection: "Connection", endpoint: baseOf(server), deployment: "a" },
      passedOver: [],
    });
    expect(server.asked).toEqual(["a"]);
  });

  it("are asked after one that breaks the connection: its host was reached", async () => {
    server.deploy("a", resetConnection);
    await chatAt(server, { fallbackModels });
    expect(server.asked).toEqual(["a", "b"]);
  });

  it("of one host that can't be reached are not asked one after another", async () => {
    await server.close();
    const error = await failureOf(chatAt(server, { fallbackModels }));
    expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED" });
    expect(error.message).toContain(`b: Not tried: ${server.url} could not be reached.`);
  });

  it("are handed on in the log, by name", async () => {
    const lines: unknown[] = [];
    server.deploy("a", broken);
    server.deploy("b", broken);
    const logger = { ...silentLogger, info: (line: unknown) => void lines.push(line) };
    await chatAt(server, { fallbackModels }, { logger });
    expect(lines.filter((line) => !String(line).startsWith("Usage: "))).toEqual([
      "Create Chat Completion: a did not answer; asking the next fallback.",
      "Create Chat Completion: b did not answer; asking the next fallback.",
    ]);
    server.deploy("c", broken);
    lines.length = 0;
    await failureOf(chatAt(server, { model: "c", fallbackModels: ["d"] }, { logger }));
    expect(lines).toEqual(["Create Chat Completion: c did not answer; asking the next fallback."]);
  });
});

it("what another deployment says of its quota is not taken for the step's own", async () => {
  const usedUp = { "x-ratelimit-limit-requests": "6", "x-ratelimit-remaining-requests": "0" };
  server.deploy("a", errorAnswer(503), answerOf("a"));
  server.deploy("b", { ...answerOf("b"), headers: usedUp });
  const step = { connection: keyConnection(server.url), model: "a", messages: ["1"], requestOptions: once };
  const { data: first } = await run("createCompletions", { ...step, fallbackModels: ["b"] });
  expect(first).toMatchObject({ counts: { succeeded: 1 } });
  const { data: second } = await run("createCompletions", { ...step, messages: ["1", "2", "3"] });
  expect(second).toMatchObject({ counts: { succeeded: 3 }, warning: null });
  expect(clock.waits.every((waitMs) => waitMs < 1000)).toBe(true);
});
