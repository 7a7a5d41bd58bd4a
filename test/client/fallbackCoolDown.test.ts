import { errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection } from "../support/connector";
import type { ScriptEntry } from "../support/scriptedServer";
import { startMs, TestClock } from "../support/testClock";
import {
  answerOf,
  broken,
  type ChatParams,
  chatAt,
  type DeploymentServer,
  notFoundAnswer,
  startDeployments,
} from "./fallbackRig";

let server: DeploymentServer;
let clock: TestClock;
beforeEach(async () => {
  clock = new TestClock();
  server = await startDeployments({ b: answerOf("b") });
});
afterEach(async () => {
  clock.restore();
  await server.close();
});

const fallbackModels = ["b"];
/** The deployments that one more step asks. */
const askedBy = async (params: ChatParams = { fallbackModels }): Promise<string[]> => {
  const before = server.asked.length;
  await chatAt(server, params).catch(() => undefined);
  return server.asked.slice(before);
};
const second = 1000;

describe("a deployment that failed", () => {
  it.each<[what: string, entry: ScriptEntry, seconds: number]>([
    ["with an error of the server", broken, 60],
    ["for its rate, no wait named", errorAnswer(429), 60],
    ["for its rate, with a wait", errorAnswer(429, { "retry-after": "900" }), 900],
    ["for its rate, with a short wait", errorAnswer(429, { "retry-after": "7" }), 7],
    ["with 503 and a wait", errorAnswer(503, { "retry-after-ms": "90000" }), 90],
    ["because it does not exist", notFoundAnswer, 300],
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
