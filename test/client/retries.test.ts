import {
  brokenGzip,
  chatAnswer,
  errorAnswer,
  htmlPage,
  resetConnection,
  resetMidBody,
  truncatedBody,
  truncatedJson,
  unfinishedChunks,
} from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";

const server = useServer();
const clock = useTestClock();

// A server for each test: a reset on a kept connection would look like a stale one.

const chat = (requestOptions: Record<string, string> = {}) =>
  run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "2", ...requestOptions },
  });

const raw = (method: string, url: string, params: Record<string, string> = {}) =>
  run("rawRequest", { connection: keyConnection(server.url), method, url, ...params });

const read = () => raw("GET", "/v1/models", { maxRetries: "2" });

const batch = JSON.stringify({ input_file_id: "file-1", endpoint: "/v1/chat/completions" });

const create = (params: Record<string, string> = {}) =>
  raw("POST", "/v1/batches", { data: batch, maxRetries: "3", ...params });

const wait = { "retry-after-ms": "40" };

interface Case {
  what: string;
  entry: ScriptEntry;
  kind: string;
  /** Tried again for reads and inference. */
  again: boolean;
  /** Tried again for what creates something. */
  createsAgain?: boolean;
}

const cases: Case[] = [
  {
    what: "429 without a wait",
    entry: errorAnswer(429),
    kind: "rateLimited",
    again: true,
    createsAgain: true,
  },
  {
    what: "498 without room",
    entry: { status: 498, body: { error: { message: "Flex tier capacity exceeded." } } },
    kind: "service",
    again: true,
  },
  {
    what: "498 with a wait",
    entry: { status: 498, headers: wait, body: { error: { message: "Flex tier capacity exceeded." } } },
    kind: "rateLimited",
    again: true,
    createsAgain: true,
  },
  {
    what: "498 for a token",
    entry: { status: 498, body: { error: { message: "Invalid token." } } },
    kind: "rejected",
    again: false,
  },
  {
    what: "429 with a wait",
    entry: errorAnswer(429, wait),
    kind: "rateLimited",
    again: true,
    createsAgain: true,
  },
  {
    what: "503 with a wait",
    entry: errorAnswer(503, wait),
    kind: "rateLimited",
    again: true,
    createsAgain: true,
  },
  { what: "503 without a wait", entry: errorAnswer(503), kind: "service", again: true },
  { what: "503 without a body", entry: { status: 503 }, kind: "service", again: true },
  { what: "408", entry: errorAnswer(408), kind: "timeout", again: true },
  { what: "409", entry: errorAnswer(409), kind: "rejected", again: true },
  { what: "500", entry: errorAnswer(500), kind: "service", again: true },
  { what: "502", entry: errorAnswer(502), kind: "service", again: true },
  { what: "502 with a page", entry: htmlPage(502), kind: "service", again: true },
  { what: "504", entry: errorAnswer(504), kind: "service", again: true },
  { what: "501", entry: errorAnswer(501), kind: "service", again: false },
  { what: "505", entry: errorAnswer(505), kind: "service", again: false },
  { what: "400", entry: errorAnswer(400), kind: "rejected", again: false },
  { what: "401", entry: errorAnswer(401), kind: "rejected", again: false },
  { what: "403", entry: errorAnswer(403), kind: "rejected", again: false },
  { what: "404", entry: errorAnswer(404), kind: "notFound", again: false },
  { what: "413", entry: errorAnswer(413), kind: "rejected", again: false },
  { what: "422", entry: errorAnswer(422), kind: "rejected", again: false },
  {
    what: "a 500 that says not to",
    entry: errorAnswer(500, { "x-should-retry": "false" }),
    kind: "service",
    again: false,
  },
  { what: "a reset before the answer", entry: resetConnection, kind: "network", again: true },
  { what: "a reset in the middle of the body", entry: resetMidBody, kind: "network", again: true },
  { what: "a body shorter than announced", entry: truncatedBody, kind: "network", again: true },
  { what: "chunks without an end", entry: unfinishedChunks, kind: "network", again: true },
  { what: "cut-off JSON", entry: truncatedJson, kind: "unexpectedResponse", again: true },
  { what: "broken gzip", entry: brokenGzip, kind: "unexpectedResponse", again: true },
  { what: "an empty body", entry: { status: 200 }, kind: "unexpectedResponse", again: true },
  { what: "a page in place of an answer", entry: htmlPage(), kind: "unexpectedResponse", again: false },
  { what: "no answer in time", entry: () => clock.fireEarliestTimer(), kind: "timeout", again: true },
];

describe.each(cases)("$what", ({ entry, kind, again, createsAgain = false }) => {
  it(`is ${again ? "tried again" : "final"} for a chat completion`, async () => {
    server.script(entry);
    const error = await failureOf(chat());
    const attempts = again ? 3 : 1;
    expect(error).toMatchObject({ kind, attempts });
    expect(server.requests).toHaveLength(attempts);
    expect(clock.waits).toHaveLength(attempts - 1);
  });

  it(`is ${again ? "tried again" : "final"} for a read`, async () => {
    server.script(entry);
    const error = await failureOf(read());
    const attempts = again ? 3 : 1;
    expect(error).toMatchObject({ kind, attempts });
    expect(server.requests).toHaveLength(attempts);
  });

  it(`is ${createsAgain ? "tried again" : "final"} for a batch that would be created`, async () => {
    server.script(entry);
    const error = await failureOf(create());
    const attempts = createsAgain ? 4 : 1;
    expect(error).toMatchObject({ kind, attempts });
    expect(server.requests).toHaveLength(attempts);
  });

  it("leaves nothing standing that keeps the process awake", async () => {
    server.script(entry);
    await failureOf(chat());
    expect(clock.timerDelays).toEqual([]);
  });
});

it.each(cases.filter(({ again }) => again))(
  "$what is forgotten once an attempt succeeds",
  async ({ entry }) => {
    server.script(entry, chatAnswer("Better now"));
    expect(await chat()).toMatchObject({ data: { output_text: "Better now" } });
    expect(server.requests).toHaveLength(2);
  },
);

describe("what goes out again", () => {
  it("is the same request", async () => {
    server.script(errorAnswer(500), errorAnswer(429, wait), chatAnswer());
    await chat();
    const [first, ...others] = server.requests.map(({ method, url, headers, body }) => ({
      method,
      url,
      headers: { ...headers, connection: undefined },
      body,
    }));
    expect(others).toEqual([first, first]);
  });

  it("is a created thing too, when the builder chose Retry On All Errors", async () => {
    server.script(errorAnswer(500), errorAnswer(400), { body: { id: "batch_1" } });
    expect(await create({ retryAllErrors: "true" })).toEqual({ data: { id: "batch_1" } });
    expect(server.requests.map(({ body }) => body)).toEqual([batch, batch, batch]);
  });

  it("is nothing when Max Retry Count is 0", async () => {
    server.script(errorAnswer(500));
    expect(await failureOf(chat({ maxRetries: "0" }))).toMatchObject({ attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  it("a raw request is not repeated unless it was asked for", async () => {
    server.script(errorAnswer(429));
    expect(await failureOf(raw("GET", "/v1/models"))).toMatchObject({ attempts: 1 });
  });

  it("is sent three times more by default", async () => {
    server.script(errorAnswer(500));
    const error = await failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
    expect(error).toMatchObject({ attempts: 4 });
  });
});
