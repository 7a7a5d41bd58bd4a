import { chatAnswer, errorAnswer, htmlPage } from "../../support/answers";
import { capturedLogger, failureOf, run, testKey } from "../../support/connector";
import { type ScriptEntry, type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { connectionTo, quiet } from "../support";

let server: ScriptedServer;
let clock: TestClock;

beforeAll(async () => {
  server = await startScriptedServer();
});

beforeEach(() => {
  clock = new TestClock();
});

afterEach(() => clock.restore());

afterAll(() => server.close());

const send = (
  answer: ScriptEntry | ScriptEntry[],
  params: Record<string, unknown> = {},
  context: Record<string, unknown> = quiet,
) => {
  server.script(...(Array.isArray(answer) ? answer : [answer]));
  return run(
    "rawRequest",
    { connection: connectionTo(server.url), method: "GET", url: "/models", ...params },
    context,
  );
};

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

describe("an answer of the type", () => {
  test.each<[string, unknown]>([
    ["an object", { a: [1, null, "ü"], error: null }],
    ["a list", [1, 2]],
    ["a number", 0],
    ["null", null],
    ["text", "x"],
  ])("json is parsed: %s", async (_what, value) => {
    const answer = { headers: { "content-type": "application/json" }, body: JSON.stringify(value) };
    expect(await send(answer)).toStrictEqual({ data: value });
  });

  test("text is text, of whatever kind", async () => {
    const body = '{"custom_id": "1"}\n{"custom_id": "2"}\n';
    expect(await send({ body }, { responseType: "text" })).toStrictEqual({ data: body });
  });

  test("text may be empty", async () => {
    const outcome = send({ body: "" }, { responseType: "text", method: "DELETE" });
    expect(await outcome).toStrictEqual({ data: "" });
  });

  test.each(["binary", "Binary", "arraybuffer"])(
    "%s is a file with its content type",
    async (responseType) => {
      const answer = { headers: { "content-type": "audio/mpeg" }, body: everyByte };
      expect(await send(answer, { responseType })).toStrictEqual({
        data: everyByte,
        contentType: "audio/mpeg",
      });
    },
  );

  test("binary is called octets when the service does not say", async () => {
    expect(await send({ body: everyByte }, { responseType: "binary" })).toMatchObject({
      contentType: "application/octet-stream",
    });
  });

  test("json is the default", async () => {
    expect(await send({ body: { a: 1 } }, { responseType: "" })).toStrictEqual({ data: { a: 1 } });
  });

  test("that does not exist is refused by the label", async () => {
    const failure = await failureOf(send({ body: {} }, { responseType: "xml" }));
    expect(failure.message).toMatch(/^Response Type: .*json, text, binary/);
  });
});

describe("an answer without a body", () => {
  test.each<[string, number]>([
    ["DELETE", 204],
    ["DELETE", 200],
    ["PUT", 201],
    ["POST", 202],
    ["POST", 204],
  ])("is null for %s with status %i", async (method, status) => {
    expect(await send({ status }, { method })).toStrictEqual({ data: null });
  });

  test("is what HEAD gets", async () => {
    expect(await send({ body: { a: 1 } }, { method: "HEAD" })).toStrictEqual({ data: null });
    expect(server.requests[0]?.method).toBe("HEAD");
  });

  test("is an error where JSON was asked for", async () => {
    const failure = await failureOf(send({ status: 200 }));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(failure.message).toMatch(/^Raw Request got something other than an answer .*The body was empty/);
  });
});

describe("an answer that is not what was asked for", () => {
  test("is an error: a web page for JSON", async () => {
    const failure = await failureOf(send(htmlPage()));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 200 });
    expect(failure.message).toContain("A web page arrived in place of data");
  });

  test("is an error: a chat completion without choices", async () => {
    const failure = await failureOf(
      send({ body: { object: "chat.completion" } }, { method: "POST", url: "/chat/completions", data: {} }),
    );
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
  });

  test("names Response Type where text arrives in place of JSON", async () => {
    const body = '{"custom_id": "1"}\n{"custom_id": "2"}\n';
    const answer = { headers: { "content-type": "application/octet-stream" }, body };
    const failure = await failureOf(send(answer, { url: "/files/file-1/content" }));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toContain("Response Type");
  });

  test.each(["json", "text", "binary"])(
    "is the service's error whatever type was asked for: %s",
    async (responseType) => {
      const failure = await failureOf(send(errorAnswer(404), { responseType }));
      expect(failure).toMatchObject({ kind: "notFound", status: 404 });
      expect(failure.message).toContain("The service says 404");
    },
  );

  test("is a redirect, which is not followed", async () => {
    const answer = { status: 307, headers: { location: "https://example.com/other?x=1" } };
    const failure = await failureOf(send(answer));
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 307 });
    expect(failure.message).toContain("https://example.com/other");
  });
});

describe("retries", () => {
  test("are not made unless they are asked for", async () => {
    const failure = await failureOf(send([errorAnswer(429), { body: {} }]));
    expect(failure).toMatchObject({ kind: "rateLimited", status: 429, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test("are made as often as they are asked for", async () => {
    const { data } = await send([errorAnswer(429), errorAnswer(500), { body: { a: 1 } }], {
      maxRetries: "2",
    });
    expect(data).toEqual({ a: 1 });
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, Record<string, unknown>, number[]]>([
    ["no wait by default", {}, []],
    ["the same wait each time", { retryDelayMS: "250" }, [250, 250]],
  ])("have %s", async (_what, params, waits) => {
    await send([errorAnswer(500), errorAnswer(500), { body: {} }], { maxRetries: 2, ...params });
    expect(clock.waits).toEqual(waits);
  });

  test("have a random wait that may double with exponential backoff", async () => {
    const answers = [errorAnswer(500), errorAnswer(500), errorAnswer(500), { body: {} }];
    await send(answers, { maxRetries: 3, retryDelayMS: "1000", useExponentialBackoff: "true" });
    expect(clock.waits).toHaveLength(3);
    for (const [index, wait] of clock.waits.entries()) expect(wait).toBeLessThanOrEqual(1000 * 2 ** index);
  });

  test("wait as long as the service asks", async () => {
    await send([errorAnswer(429, { "retry-after": "7" }), { body: {} }], { maxRetries: 1 });
    expect(clock.waits[0]).toBeGreaterThanOrEqual(7000);
    expect(clock.waits[0]).toBeLessThanOrEqual(8000);
  });

  test.each<[string, string, Record<string, unknown>, number]>([
    ["a read", "GET", {}, 2],
    ["a creation", "POST", {}, 1],
    ["a creation with Retry On All Errors", "POST", { retryAllErrors: "true" }, 2],
  ])("of %s after an error of the service: %s", async (_what, method, params, requests) => {
    const outcome = send([errorAnswer(500), { body: {} }], {
      method,
      url: "/batches",
      maxRetries: 1,
      ...params,
    });
    await outcome.catch(() => undefined);
    expect(server.requests).toHaveLength(requests);
  });

  test("are made of inference", async () => {
    await send([errorAnswer(500), chatAnswer()], {
      method: "POST",
      url: "/chat/completions",
      data: { model: "gpt-5.4", messages: [] },
      maxRetries: 1,
    });
    expect(server.requests).toHaveLength(2);
  });
});

describe("the timeout", () => {
  test("ends a request that is not answered, and says what to change in this form", async () => {
    const failure = await failureOf(send(() => clock.fireEarliestTimer(), { timeout: "1500" }));
    expect(failure).toMatchObject({ kind: "timeout", attempts: 1 });
    expect(failure.message).toContain("Raw Request got no answer within 1.5 s");
    expect(failure.message).toMatch(/Timeout/);
    expect(failure.message).not.toMatch(/Attempt Timeout|Total Timeout/);
  });

  test("is 300 seconds when it is left empty", async () => {
    await send((_request, response) => {
      expect(clock.timerDelays).toEqual([300_000]);
      response.end("{}");
    });
    expect.assertions(1);
  });

  test.each(["0", "-5", "soon", "1.5", "1e999"])("is refused by the label: %s", async (timeout) => {
    const failure = await failureOf(send({ body: {} }, { timeout }));
    expect(failure.message).toMatch(/^Timeout: .*from 1 to 86400000/);
  });
});

describe("debugging", () => {
  const logOf = async (debugRequest: unknown) => {
    const captured = capturedLogger();
    const params = { method: "POST", url: "/anything", data: { text: "in the request" }, debugRequest };
    await send({ body: { text: "in the answer", key: testKey } }, params, { logger: captured.logger });
    captured.restore();
    return captured.text();
  };

  test("writes the request and the answer down, without the credential", async () => {
    const log = await logOf("true");
    expect(log).toContain("in the request");
    expect(log).toContain("in the answer");
    expect(log).toContain("/openai/v1/anything");
    expect(log).not.toContain(testKey);
  });

  test.each(["", "false", "off", "0"])("is off: %j", async (debugRequest) => {
    expect(await logOf(debugRequest)).not.toMatch(/in the request|in the answer/);
  });
});
