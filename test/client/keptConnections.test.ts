import type { Socket } from "node:net";
import { chatAnswer, errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { type ScriptedBehaviour, type ScriptedServer, startScriptedServer } from "../support/scriptedServer";
import { TestClock } from "../support/testClock";

let server: ScriptedServer;
let clock: TestClock;

beforeEach(async () => {
  clock = new TestClock();
  server = await startScriptedServer();
});
afterEach(async () => {
  clock.restore();
  await server.close();
});

const chat = (maxRetries = "0") =>
  run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries },
  });

const raw = (params: Record<string, unknown>) =>
  run("rawRequest", { connection: keyConnection(server.url), ...params });

/** Answers the first request of each connection, and closes the connection when a second one arrives on it. */
const closingOnReuse = (): ScriptedBehaviour => {
  const used = new WeakSet<Socket>();
  return ({ url }, response) => {
    if (used.has(response.req.socket)) return void response.req.socket.destroy();
    used.add(response.req.socket);
    const answer = url.includes("transcriptions") ? { text: "Hello" } : chatAnswer().body;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  };
};

it("calls one after the other share one connection", async () => {
  server.script(chatAnswer());
  for (let call = 0; call < 5; call += 1) await chat();
  expect(server.connections).toBe(1);
});

describe("a kept connection that the server has closed", () => {
  it("is replaced, and no retry is spent on it", async () => {
    server.script(closingOnReuse());
    await chat();
    expect(await chat()).toMatchObject({ data: { output_text: "Hello" } });
    expect(server.requests).toHaveLength(3);
    expect(clock.waits).toEqual([]);
  });

  it("does not count as an attempt", async () => {
    server.script(chatAnswer(), resetConnection, errorAnswer(400));
    await chat();
    expect(await failureOf(chat())).toMatchObject({ status: 400, attempts: 1 });
  });

  it("is replaced once: a reset on the new connection is a failure", async () => {
    server.script(chatAnswer(), resetConnection, resetConnection, chatAnswer());
    await chat();
    expect(await failureOf(chat())).toMatchObject({ kind: "network", code: "ECONNRESET", attempts: 1 });
    expect(server.requests).toHaveLength(3);
  });

  it("does not hide a connection that breaks after the answer began", async () => {
    server.script(chatAnswer(), (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.socket?.destroy());
    });
    await chat();
    expect(await failureOf(chat())).toMatchObject({ kind: "network", attempts: 1 });
    expect(server.requests).toHaveLength(2);
  });

  it("gets a streamed form from its start again", async () => {
    server.script(closingOnReuse());
    await chat();
    await raw({
      method: "POST",
      url: "/v1/audio/transcriptions",
      formData: [{ key: "model", value: "whisper" }],
      fileData: [{ key: "file", value: Buffer.from("sound ".repeat(10_000)) }],
    });
    const [, lost, again] = server.requests;
    expect(again?.body).toContain("sound ".repeat(10_000));
    expect(again?.body).toBe(lost?.body);
  });
});

describe("a request that creates something", () => {
  const create = () => raw({ method: "POST", url: "/v1/batches", data: "{}", maxRetries: "3" });

  it("never meets a kept connection", async () => {
    server.script(closingOnReuse());
    await chat();
    await create();
    await create();
    expect(server.connections).toBe(3);
    expect(server.requests).toHaveLength(3);
  });

  it("is sent once when its connection breaks", async () => {
    server.script(chatAnswer(), resetConnection);
    await chat();
    expect(await failureOf(create())).toMatchObject({ kind: "network", attempts: 1 });
    expect(server.requests).toHaveLength(2);
  });
});

it("an uploaded file is sent whole in each attempt", async () => {
  server.script(errorAnswer(429), errorAnswer(429), { body: { id: "file-1" } });
  const content = "line\n".repeat(50_000);
  const result = await raw({
    method: "POST",
    url: "/v1/files",
    formData: [{ key: "purpose", value: "batch" }],
    fileData: [{ key: "file", value: Buffer.from(content) }],
    fileDataFileNames: [{ key: "file", value: "prompts.jsonl" }],
    maxRetries: "2",
  });
  expect(result).toEqual({ data: { id: "file-1" } });
  expect(server.requests).toHaveLength(3);
  for (const { body, headers } of server.requests) {
    expect(body).toContain(content);
    expect(headers["content-length"]).toBe(String(Buffer.byteLength(body)));
  }
});

it("a server that is not there is told by its address", async () => {
  await server.close();
  const error = await failureOf(chat("2"));
  expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED", attempts: 3 });
  expect(error.message).toContain(`Nothing listens at ${new URL(server.url).host}`);
});
