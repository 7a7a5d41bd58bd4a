import { errorAnswer, hangUntilTimeout, resetConnection } from "../support/answers";
import { failureOf, keyConnection } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";
import { startMs } from "../support/testClock";
import { answerOf, broken, type ChatParams, chatAt, notFoundAnswer, startDeployments } from "./fallbackRig";

const server = useStarted(() => startDeployments({ b: answerOf("b") }));
const clock = useTestClock();

const fallbackModels = ["b"];
/** The deployments that one more step asks. */
const askedBy = async (params: ChatParams = { fallbackModels }): Promise<string[]> => {
  const before = server.asked.length;
  await chatAt(server, params).catch(() => undefined);
  return server.asked.slice(before);
};
const second = 1000;
const saying = (status: number, message: string): ScriptEntry => ({ status, body: { error: { message } } });

it("a deployment that gave no answer in minutes is left alone", async () => {
  server.deploy("a", hangUntilTimeout(clock));
  const requestOptions = { maxRetries: "0", totalTimeout: "200000" };
  expect(await askedBy({ fallbackModels, requestOptions })).toEqual(["a", "b"]);
  expect(await askedBy()).toEqual(["b"]);
});

describe("a deployment that failed", () => {
  it.each<[what: string, entry: ScriptEntry, seconds: number]>([
    ["with an error of the server", broken, 60],
    ["for its rate, no wait named", errorAnswer(429), 60],
    ["for its rate, with a wait", errorAnswer(429, { "retry-after": "900" }), 900],
    ["for its rate, with a short wait", errorAnswer(429, { "retry-after": "7" }), 7],
    ["with 503 and a wait", errorAnswer(503, { "retry-after-ms": "90000" }), 90],
    ["because it does not exist", notFoundAnswer, 300],
    ["because it is paused", { status: 423, body: { error: { message: "Locked" } } }, 300],
    ["because its account is used up", { status: 402, body: { error: { message: "No credits." } } }, 60],
    [
      "because its resource is blocked",
      { status: 403, body: { error: { message: "The resource was blocked." } } },
      60,
    ],
    ["for its rate, the wait in words", saying(429, "Please try again in 114h18m0s."), 411_480],
    [
      "for its rate, with a wait beyond all bounds",
      errorAnswer(429, { "retry-after": "9".repeat(20) }),
      31 * 86_400,
    ],
  ])("%s is asked last until its time is over", async (_what, entry, seconds) => {
    server.deploy("a", entry);
    expect(await askedBy()).toEqual(["a", "b"]);
    clock.advance((seconds - 1) * second);
    expect(await askedBy()).toEqual(["b"]);
    clock.advance(second);
    expect(await askedBy()).toEqual(["a", "b"]);
  });

  it("by a broken connection is left alone for a minute too", async () => {
    const other = await startDeployments({ a: answerOf("other") });
    server.deploy("a", resetConnection);
    const params = { fallbackConnection: keyConnection(other.url) };
    expect(await askedBy(params)).toEqual(["a"]);
    expect(await askedBy(params)).toEqual([]);
    clock.advance(60 * second);
    expect(await askedBy(params)).toEqual(["a"]);
    expect(other.asked).toHaveLength(3);
    await other.close();
  });

  it("is told in the output as left alone: until when, and why", async () => {
    server.deploy("a", broken);
    await chatAt(server, { fallbackModels });
    const { data } = await chatAt(server, { fallbackModels });
    expect(data).toMatchObject({
      fallback: {
        answeredBy: { deployment: "b" },
        passedOver: [
          {
            deployment: "a",
            reason: expect.stringMatching(
              /^Not tried before 2026-11-21T09:01:00Z, because it failed: Create Chat Completion met an error/,
            ),
          },
        ],
      },
    });
  });

  it("is asked after all, when no other answers", async () => {
    server.deploy("a", broken, answerOf("a"));
    await chatAt(server, { fallbackModels });
    server.deploy("b", notFoundAnswer);
    const { data } = await chatAt(server, { fallbackModels });
    expect(server.asked).toEqual(["a", "b", "b", "a"]);
    expect(data).toMatchObject({
      output_text: "from a",
      fallback: { answeredBy: { deployment: "a" }, passedOver: [{ deployment: "b" }] },
    });
  });

  it("is well again as soon as it answers", async () => {
    server.deploy("a", broken, answerOf("a"));
    server.deploy("b", broken);
    expect(await askedBy()).toEqual(["a", "b"]);
    expect(await askedBy({ model: "b", fallbackModels: ["a"] })).toEqual(["b", "a"]);
    expect(await askedBy({ model: "b", fallbackModels: ["a"] })).toEqual(["a"]);
  });

  it("is left alone at its own address alone", async () => {
    const other = await startDeployments({ a: answerOf("other") });
    server.deploy("a", broken);
    expect(await askedBy()).toEqual(["a", "b"]);
    await chatAt(other, { fallbackModels });
    expect(other.asked).toEqual(["a"]);
    await other.close();
  });

  it("fails again, and is left alone anew", async () => {
    server.deploy("a", broken);
    await askedBy();
    clock.advance(60 * second);
    await askedBy();
    clock.advance(59 * second);
    expect(await askedBy()).toEqual(["b"]);
  });
});

describe("nothing is remembered", () => {
  const once = { maxRetries: "0", totalTimeout: "20000" };

  it("of a step that used up its own time", async () => {
    server.deploy("a", hangUntilTimeout(clock), answerOf("a"));
    expect(await askedBy({ fallbackModels, requestOptions: once })).toEqual(["a", "b"]);
    expect(await askedBy()).toEqual(["a"]);
  });

  it("of a step whose total time ended with its last deployment", async () => {
    const requestOptions = { ...once, totalTimeout: "300000" };
    server.deploy("a", broken, answerOf("a"));
    server.deploy("b", hangUntilTimeout(clock), answerOf("b"));
    expect(await askedBy({ fallbackModels, requestOptions })).toEqual(["a", "b"]);
    expect(await askedBy({ model: "b", fallbackModels: ["a"] })).toEqual(["b"]);
  });

  it("of a step that was cancelled, which asks no further deployment", async () => {
    const controller = new AbortController();
    server.deploy("a", () => controller.abort(), answerOf("a"));
    const error = await failureOf(chatAt(server, { fallbackModels }, { signal: controller.signal }));
    expect(error).toMatchObject({ kind: "timeout", limit: "cancelled" });
    expect(server.asked).toEqual(["a"]);
    expect(await askedBy()).toEqual(["a"]);
  });

  it("of a prompt that the deployment's quota never fits, while the next one may", async () => {
    server.deploy("a", saying(429, "Request too large: Limit 10, Requested 20."), answerOf("a"));
    expect(await askedBy()).toEqual(["a", "b"]);
    expect(await askedBy()).toEqual(["a"]);
  });

  it("of a step without fallbacks", async () => {
    server.deploy("a", broken);
    await failureOf(chatAt(server));
    expect(await askedBy()).toEqual(["a", "b"]);
  });

  it("for a step without fallbacks: it asks its deployment", async () => {
    server.deploy("a", broken);
    await askedBy();
    expect(await askedBy({})).toEqual(["a"]);
  });

  it("of an input that the service rejected", async () => {
    server.deploy("a", errorAnswer(400));
    expect(await askedBy()).toEqual(["a"]);
    expect(await askedBy()).toEqual(["a"]);
  });
});

it("a second key of the same gateway is not held to what the first one met", async () => {
  const byKey: ScriptEntry = ({ headers }, response) => {
    const isSecond = headers["api-key"] === "second-key-0123456789";
    response.writeHead(isSecond ? 200 : 429, { "content-type": "application/json", "retry-after": "900" });
    response.end(JSON.stringify(isSecond ? answerOf("a").body : { statusCode: 429, message: "Too many." }));
  };
  server.deploy("a", byKey);
  const fallbackConnection = keyConnection(server.url, { apiKey: "second-key-0123456789" });
  expect(await askedBy({ fallbackConnection })).toEqual(["a", "a"]);
  expect(await askedBy({ fallbackConnection })).toEqual(["a"]);
  expect(clock.now()).toBe(startMs);
});
