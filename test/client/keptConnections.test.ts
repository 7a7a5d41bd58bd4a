import type { Socket } from "node:net";
import { chatAnswer, errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";
import { type ScriptedBehavior, type ScriptedServer, startScriptedServer } from "../support/scriptedServer";

const server = useServer();
const clock = useTestClock();

const chat = (maxRetries = "0") =>
  run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries },
  });

const raw = (params: Record<string, unknown>) =>
  run("rawRequest", { connection: keyConnection(server.url), ...params });

/** Answers the first request of each connection, and closes the connection when a second one arrives on it. */
const closingOnReuse = (): ScriptedBehavior => {
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

describe("a kept connection that breaks while the server works", () => {
  const breaking =
    (workedMs: number): ScriptedBehavior =>
    (_request, response) => {
      clock.advance(workedMs);
      response.socket?.destroy();
    };

  it.each([501, 900, 299_000])("after %d ms is a failed attempt, and counts", async (workedMs) => {
    server.script(chatAnswer(), breaking(workedMs), chatAnswer());
    await chat();
    expect(await failureOf(chat())).toMatchObject({ kind: "network", attempts: 1 });
    expect(server.requests).toHaveLength(2);
  });

  it("is tried again by the retry rule, as a second attempt", async () => {
    server.script(chatAnswer(), breaking(2000), errorAnswer(400));
    await chat();
    expect(await failureOf(chat("1"))).toMatchObject({ status: 400, attempts: 2 });
  });

  it("and had begun to answer is a failed attempt", async () => {
    server.script(chatAnswer(), (_request, response) => {
      response.socket?.write("HTTP/1.1 200 OK\r\ncontent-le", () => response.socket?.destroy());
    });
    await chat();
    expect(await failureOf(chat())).toMatchObject({ kind: "network", attempts: 1 });
    expect(server.requests).toHaveLength(2);
  });
});

it("the request on the new connection has what is left of the time", async () => {
  const delays: number[][] = [];
  server.script(
    chatAnswer(),
    (_request, response) => {
      clock.advance(400);
      response.socket?.destroy();
    },
    (_request, response) => {
      delays.push(clock.timerDelays);
      clock.fireEarliestTimer();
      response.destroy();
    },
  );
  await chat();
  const start = clock.now();
  const step = run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "0", totalTimeout: "1000" },
  });
  expect((await failureOf(step)).message).toContain("used up its total time of 1 s");
  expect(delays).toEqual([[600]]);
  expect(clock.now()).toBe(start + 1000);
  expect(clock.timerDelays).toEqual([]);
});

describe("an inference that leaves something behind", () => {
  const respond = (data: object, url = "/v1/responses") =>
    raw({ method: "POST", url, data: JSON.stringify(data), maxRetries: "3" });

  it.each<[what: string, data: object, url: string | undefined]>([
    ["a job", { background: true, input: "Hello" }, undefined],
    ["a job, spelled with blanks", { input: "Hello", background: true, store: false }, undefined],
    ["an answer that is to be kept", { store: true, input: "Hello" }, undefined],
    ["a conversation", { conversation: "conv_1", input: "Hello" }, undefined],
    ["a completion that is to be kept", { store: true, messages: [] }, "/v1/chat/completions"],
  ])("is never sent twice: %s", async (_what, data, url) => {
    server.script(chatAnswer(), resetConnection);
    await chat();
    expect(await failureOf(respond(data, url))).toMatchObject({ kind: "network", attempts: 1 });
    expect(server.requests).toHaveLength(2);
    expect(server.connections).toBe(2);
  });

  it.each<[what: string, data: object]>([
    ["none of these", { input: "Hello" }],
    ["no job", { background: false, input: "Hello" }],
    ["no conversation", { conversation: null, store: null, input: "Hello" }],
    ["words in the text alone", { input: 'Set "background": true, "store": true' }],
    ["words further in", { input: "Hello", tools: [{ parameters: { background: true, store: true } }] }],
  ])("is none when it has %s", async (_what, data) => {
    server.script(resetConnection, { body: { id: "resp_1", object: "response", output: [] } });
    expect(await respond(data)).toMatchObject({ data: { id: "resp_1" } });
    expect(server.requests).toHaveLength(2);
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

it("kept connections of more than fifty hosts make room, those of the first host first", async () => {
  const others = await Promise.all(Array.from({ length: 51 }, () => startScriptedServer([chatAnswer()])));
  const callAt = ({ url }: ScriptedServer) =>
    run("createChatCompletion", { connection: keyConnection(url), userPrompt: "Hello" });
  for (const other of others) await callAt(other);
  const [first, last] = [others[0] as ScriptedServer, others.at(-1) as ScriptedServer];
  await callAt(last);
  await callAt(first);
  expect([last.connections, first.connections]).toEqual([1, 2]);
  await Promise.all(others.map((other) => other.close()));
});
