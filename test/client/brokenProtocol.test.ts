import type { Socket } from "node:net";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useTestClock } from "../support/hooks";
import { type RawServer, startRawServer } from "../support/rawServer";
import { startScriptedServer } from "../support/scriptedServer";

const body = JSON.stringify(chatAnswer().body);
const head = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;

const clock = useTestClock();
let server: RawServer | undefined;
afterEach(async () => {
  await server?.close();
});

let requests = 0;
const answering = async (answer: string | ((socket: Socket) => void)): Promise<string> => {
  requests = 0;
  server = await startRawServer((socket) => {
    requests += 1;
    if (typeof answer === "string") socket.write(answer);
    else answer(socket);
  });
  return server.url;
};

const chat = (url: string, maxRetries = "2") =>
  run("createChatCompletion", {
    connection: keyConnection(url),
    userPrompt: "Hello",
    requestOptions: { maxRetries, retryDelayMS: "1", useExponentialBackoff: "false" },
  });

describe("what is no HTTP", () => {
  it.each<[what: string, answer: string, sentence: string]>([
    [
      "a greeting of another service",
      "220 mail.example ESMTP\r\n",
      "does not speak HTTP as it is written down",
    ],
    ["a TLS alert", "\x15\x03\x01\x00\x02\x02\x46", "does not speak HTTP as it is written down"],
    [
      "a header without a name",
      "HTTP/1.1 200 OK\r\n: nothing\r\n\r\n",
      "does not speak HTTP as it is written down",
    ],
    [
      "two lengths",
      "HTTP/1.1 200 OK\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nHello",
      "does not speak HTTP as it is written down",
    ],
    ["headers of 70 kB", `${head}x-note: ${"x".repeat(70_000)}\r\n\r\n${body}`, "longer than the 64 kB"],
  ])("is told, and asked for once: %s", async (_what, answer, sentence) => {
    const error = await failureOf(chat(await answering(answer)));
    expect(error).toMatchObject({ kind: "network", attempts: 1 });
    expect(error.message).toContain("got something other than HTTP from http://127.0.0.1:");
    expect(error.message).toContain(sentence);
    expect(requests).toBe(1);
  });

  it("headers of 40 kB are read", async () => {
    const url = await answering(`${head}x-note: ${"x".repeat(40_000)}\r\n\r\n${body}`);
    expect(await chat(url)).toMatchObject({ data: { output_text: "Hello" } });
  });
});

describe("a change of the protocol", () => {
  it.each([
    [
      "with its header",
      "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
    ],
    ["without", "HTTP/1.1 101 Switching Protocols\r\n\r\n"],
  ])("ends the step at once: %s", async (_what, answer) => {
    const error = await failureOf(chat(await answering(answer)));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 101, attempts: 1 });
    expect(error.message).toContain("another protocol than HTTP");
    await server?.closed();
    expect(clock.timerDelays).toEqual([]);
  });

  it("that is only offered is passed over", async () => {
    const url = await answering(`${head}connection: upgrade\r\nupgrade: h2c\r\n\r\n${body}`);
    expect(await chat(url)).toMatchObject({ data: { output_text: "Hello" } });
  });
});

describe("around an answer", () => {
  it.each([
    [
      "answers on the way",
      `HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${head}\r\n${body}`,
    ],
    ["Continue, which nobody waits for", `HTTP/1.1 100 Continue\r\n\r\n${head}\r\n${body}`],
    ["bytes behind it", `${head}\r\n${body}and more`],
    ["no length, up to the end of the connection", ""],
  ])("%s do no harm", async (_what, answer) => {
    const url = await answering(
      answer || ((socket) => socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n${body}`)),
    );
    expect(await chat(url)).toMatchObject({ data: { output_text: "Hello" } });
    // The connection is not used again with what is left on it.
    expect(await chat(url)).toMatchObject({ data: { output_text: "Hello" } });
  });

  it.each([
    [
      "a length that is shorter than the body",
      `HTTP/1.1 200 OK\r\ncontent-length: ${body.length - 20}\r\n\r\n${body}`,
      "unexpectedResponse",
    ],
    ["a length of nothing", `HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n${body}`, "unexpectedResponse"],
    [
      "chunks whose size is none",
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"id"\r\nxyz\r\n',
      "network",
    ],
  ])("%s is a failure in words", async (_what, answer, kind) => {
    const error = await failureOf(chat(await answering(answer), "0"));
    expect(error).toMatchObject({ kind, attempts: 1 });
    expect(error.message).toMatch(
      /^Create Chat Completion (got something other than an answer|lost the connection)/,
    );
  });

  it("a connection that ends without a word is a failed attempt", async () => {
    const error = await failureOf(chat(await answering((socket) => void socket.end()), "1"));
    expect(error).toMatchObject({ kind: "network", code: "ECONNRESET", attempts: 2 });
  });
});

describe("TLS", () => {
  it("asked of a port that speaks plain HTTP is told so", async () => {
    const plain = await startScriptedServer([chatAnswer()]);
    const error = await failureOf(
      chat(plain.url.replace("http:", "https:").replace("127.0.0.1", "localhost")),
    );
    await plain.close();
    expect(error).toMatchObject({ kind: "network", attempts: 1 });
    expect(error.message).toMatch(
      /could not reach https:\/\/localhost.*localhost:\d+ does not speak TLS: check Endpoint and its port/,
    );
  });

  it("asked of a port that hangs up is told so", async () => {
    const url = await answering((socket) => void socket.end());
    const error = await failureOf(chat(url.replace("http:", "https:"), "0"));
    expect(error.message).toMatch(/could not reach .*hung up before it spoke TLS/);
  });
});
