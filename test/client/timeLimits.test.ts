import { createClient } from "../../src/client/createClient";
import { chatAnswer, errorAnswer } from "../support/answers";
import { failureOf, keyConnection, run, silentLogger } from "../support/connector";
import { useClosing, useServer, useTestClock } from "../support/hooks";
import { startRawServer } from "../support/rawServer";
import { startMs } from "../support/testClock";

const server = useServer();
const clock = useTestClock();
const closing = useClosing();

const chat = (requestOptions: Record<string, string> = {}) =>
  run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { useExponentialBackoff: "false", retryDelayMS: "100", ...requestOptions },
  });

const timeOut = () => clock.fireEarliestTimer();

describe("the attempt timeout", () => {
  it.each([
    [{}, 300_000],
    [{ timeout: "5000" }, 5000],
    [{ timeout: "5000", totalTimeout: "2000" }, 2000],
    [{ totalTimeout: "2000" }, 2000],
  ])("with %j gives an attempt %d ms", async (options, expected) => {
    const delays: number[][] = [];
    server.script((_request, response) => {
      delays.push(clock.timerDelays);
      response.end(JSON.stringify(chatAnswer().body));
    });
    await chat(options);
    expect(delays).toEqual([[expected]]);
  });

  it("ends the attempt, and the next one gets as much time again", async () => {
    server.script(timeOut, timeOut, chatAnswer("At last"));
    expect(await chat({ timeout: "5000" })).toMatchObject({ data: { output_text: "At last" } });
    expect(clock.waits).toEqual([100, 100]);
    expect(clock.now()).toBe(startMs + 2 * 5000 + 200);
  });

  it("also ends an answer whose body does not come to an end", async () => {
    server.script((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"id":', timeOut);
    });
    expect(await failureOf(chat({ maxRetries: "0" }))).toMatchObject({ kind: "timeout", attempts: 1 });
  });

  it.each([
    ["nothing of TLS", {}, "Nothing answers at"],
    ["a tunnel whose end is silent", { host: "127.0.0.1" }, "The on-premises agent's tunnel at 127.0.0.1:"],
  ])("tells where no connection was made, and nothing was sent: %s", async (_what, fields, advice) => {
    const silent = closing(await startRawServer(timeOut));
    const endpoint = `https://127.0.0.1:${silent.port}`;
    const connection = {
      ...keyConnection(endpoint, { ...fields, port: silent.port }),
      key: "host" in fields ? "onPremApiKey" : "apiKey",
    };
    const form = { connection, file: Buffer.from("{}"), fileName: "a.jsonl", purpose: "batch" };
    const error = await failureOf(run("uploadFile", form));
    expect(error).toMatchObject({ kind: "timeout", attempts: 1 });
    expect(error.message).toContain(advice);
    expect(error.message).not.toContain("may exist all the same");
  });

  it("closes the connection that did not answer", async () => {
    const closed = new Promise<void>((resolve) => {
      server.script((_request, response) => {
        response.on("close", () => resolve());
        timeOut();
      });
    });
    await failureOf(chat({ maxRetries: "0" }));
    await closed;
  });

  it("is told in the action's words, with what to change", async () => {
    server.script(timeOut);
    const { message } = await failureOf(chat({ timeout: "2500", maxRetries: "1" }));
    expect(message).toBe(
      "Create Chat Completion got no answer within 2.5 s (2 attempts). Raise Attempt Timeout or Total Timeout, or ask for less in one request.",
    );
  });
});

describe("the total timeout", () => {
  it("is what the last attempt is cut to", async () => {
    server.script(timeOut);
    const error = await failureOf(chat({ timeout: "4000", totalTimeout: "10000", maxRetries: "9" }));
    expect(error).toMatchObject({ kind: "timeout", attempts: 3 });
    expect(error.message).toContain("used up its total time of 10 s");
    expect(clock.now()).toBe(startMs + 10_000);
  });

  it("holds waits and attempts together", async () => {
    server.script(errorAnswer(429, { "retry-after": "100" }));
    const error = await failureOf(chat({ totalTimeout: "250000", maxRetries: "9" }));
    expect(error).toMatchObject({ kind: "rateLimited", attempts: 3, retryAfterMs: 100_000 });
    expect(clock.now()).toBeLessThan(startMs + 250_000);
  });

  it.each([
    ["retry-after", "86400", 86_400_000],
    ["retry-after-ms", "900000", 900_000],
    ["x-ms-retry-after-ms", "840000", 840_000],
    ["retry-after", "Sun, 22 Nov 2026 09:00:00 GMT", 86_400_000],
  ])("makes a wait by %s: %s end the call at once", async (name, value, retryAfterMs) => {
    server.script(errorAnswer(429, { [name]: value }));
    const error = await failureOf(chat());
    expect(error).toMatchObject({ kind: "rateLimited", attempts: 1, retryAfterMs });
    expect(clock.waits).toEqual([]);
    expect(error.message).toContain(new Date(startMs + retryAfterMs).toISOString().replace(".000Z", "Z"));
  });

  it("is as short as a synchronous run when the builder says so", async () => {
    server.script(errorAnswer(503, { "retry-after": "25" }));
    expect(await failureOf(chat({ totalTimeout: "25000" }))).toMatchObject({ attempts: 1, status: 503 });
  });

  it("is shared by the calls of one step", async () => {
    const client = createClient(
      { logger: silentLogger },
      {
        action: "Two Calls",
        connection: keyConnection(server.url),
        requestOptions: { totalTimeout: 1000, maxRetries: 0 },
      },
    );
    expect(client.remainingMs()).toBe(1000);
    server.script(
      (_request, response) => {
        clock.advance(700);
        response.end(JSON.stringify({ object: "list", data: [] }));
      },
      (_request, response) => {
        expect(clock.timerDelays).toEqual([300]);
        response.end(JSON.stringify({ object: "list", data: [] }));
      },
    );
    await client.withResource((openai) => openai.models.list());
    expect(client.remainingMs()).toBe(300);
    await client.withResource((openai) => openai.models.list());
  });
});

describe("the server's wait", () => {
  it("is waited for, and a little more", async () => {
    server.script(errorAnswer(429, { "retry-after-ms": "120", "retry-after": "0" }), chatAnswer());
    await chat();
    const [waited = 0] = clock.waits;
    expect(waited).toBeGreaterThanOrEqual(120);
    expect(waited).toBeLessThan(200);
  });

  it("of a sentence without a header is waited for as well", async () => {
    const message = "Token limit is exceeded. Try again in 7 seconds.";
    server.script({ status: 429, body: { statusCode: 429, message } }, chatAnswer());
    await chat();
    expect(clock.waits[0]).toBeGreaterThanOrEqual(7000);
  });
});

it("tells the builder about each repetition in the log", async () => {
  const lines: unknown[] = [];
  const info = (line: unknown) => void lines.push(line);
  server.script(errorAnswer(500), timeOut, chatAnswer());
  await run(
    "createChatCompletion",
    {
      connection: keyConnection(server.url),
      userPrompt: "Hello",
      requestOptions: { timeout: "2000", useExponentialBackoff: "false", retryDelayMS: "100" },
    },
    {
      logger: { ...silentLogger, info },
    },
  );
  expect(lines.filter((line) => !String(line).startsWith("Usage: "))).toEqual([
    "Create Chat Completion: attempt 1 failed (status 500); trying again in 100 ms.",
    "Create Chat Completion: attempt 2 failed (no answer in 2000 ms); trying again in 100 ms.",
  ]);
});
