import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, createGzip, gzipSync } from "node:zlib";
import { createClient } from "../../src/client/createClient";
import { BodyCollector } from "../../src/client/sending/BodyCollector";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run, silentLogger } from "../support/connector";
import { TestClock } from "../support/testClock";

let respond: (response: ServerResponse) => void;
let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on("end", () => respond(response));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const megabyte = 1_000_000;
const json = { "content-type": "application/json" };

const chat = (requestOptions: Record<string, string> = {}) =>
  run("createChatCompletion", {
    connection: keyConnection(url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "3", ...requestOptions },
  });

/** Writes one piece over and over until the client hangs up; tells how much it took. */
const endless = (piece: Buffer, onEnd: (sentBytes: number) => void = () => undefined) => {
  return (response: ServerResponse) => {
    let sentBytes = 0;
    const write = (): void => {
      if (response.destroyed) return;
      sentBytes += piece.length;
      response.write(piece, write);
    };
    response.on("close", () => onEnd(sentBytes));
    write();
  };
};

describe("an answer without an end", () => {
  const spaces = Buffer.alloc(megabyte, " ");

  it("is refused in words, once, and its connection is closed", async () => {
    const sent = new Promise<number>((resolve) => {
      respond = (response) => {
        response.writeHead(200, json);
        endless(spaces, resolve)(response);
      };
    });
    const error = await failureOf(chat());
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(error.message).toContain("The answer is larger than the 60 MB that are read of one. Ask for less");
    expect(await sent).toBeLessThan(90 * megabyte);
  });

  it("of an error is told by its beginning, and closed", async () => {
    const sent = new Promise<number>((resolve) => {
      respond = (response) => {
        response.writeHead(400, { "content-type": "text/plain" });
        response.write("The prompt is odd. ");
        endless(spaces, resolve)(response);
      };
    });
    const error = await failureOf(chat());
    expect(error).toMatchObject({ kind: "rejected", status: 400 });
    expect(error.message).toContain("The prompt is odd.");
    expect(await sent).toBeLessThan(20 * megabyte);
  });

  it.each([
    ["createChatCompletion", "60 MB", { userPrompt: "Hello" }],
    ["downloadFile", "512 MB", { fileId: "file-1" }],
    ["rawRequest", "512 MB", { url: "/v1/files/file-1/content", method: "GET", responseType: "binary" }],
    ["rawRequest", "60 MB", { url: "/v1/models", method: "GET", responseType: "text" }],
  ])("that says its length is not begun: %s, %s", async (action, size, params) => {
    respond = (response) => {
      response.writeHead(200, { ...json, "content-length": String(600 * megabyte) });
      response.write("x");
    };
    const error = await failureOf(run(action, { connection: keyConnection(url), ...params }));
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(error.message).toContain(size);
  });

  it("to HEAD may have any length", async () => {
    respond = (response) => void response.writeHead(200, { "content-length": String(600 * megabyte) }).end();
    const params = { connection: keyConnection(url), url: "/v1/files/file-1/content", method: "HEAD" };
    expect(await run("rawRequest", params)).toEqual({ data: null });
  });
});

/** Text of that size in very few bytes. */
const bomb = (sizeBytes: number): Promise<Buffer> =>
  new Promise((resolve) => {
    const gzip = createGzip({ level: 1 });
    const pieces: Buffer[] = [];
    gzip.on("data", (piece: Buffer) => pieces.push(piece));
    gzip.on("end", () => resolve(Buffer.concat(pieces)));
    for (let written = 0; written < sizeBytes; written += megabyte) gzip.write(Buffer.alloc(megabyte, " "));
    gzip.end();
  });

describe("an answer that is small until it is unpacked", () => {
  let packed: Buffer;
  beforeAll(async () => {
    packed = await bomb(80 * megabyte);
  });

  it.each([
    ["once", "gzip", (bytes: Buffer) => bytes],
    ["twice", "gzip, br", (bytes: Buffer) => brotliCompressSync(bytes)],
    ["without a word of it", "identity", (bytes: Buffer) => bytes],
    ["twice, without a word of it", "identity", (bytes: Buffer) => gzipSync(bytes)],
  ])("is refused in words: packed %s", async (_what, encoding, pack) => {
    respond = (response) =>
      void response.writeHead(200, { ...json, "content-encoding": encoding }).end(pack(packed));
    const error = await failureOf(chat());
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(error.message).toContain("larger than the 60 MB");
  });

  it("of an error keeps its status", async () => {
    respond = (response) => void response.writeHead(500, { ...json, "content-encoding": "gzip" }).end(packed);
    expect(await failureOf(chat({ maxRetries: "0" }))).toMatchObject({ status: 500, attempts: 1 });
  });

  it.each<["timeout" | "cancelled", string]>([
    ["timeout", "used up its total time"],
    ["cancelled", "was cancelled"],
  ])("is given up while it is unpacked: %s", async (how, words) => {
    const clock = new TestClock();
    const controller = new AbortController();
    try {
      respond = (response) => {
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(packed);
        // The answer is there before the next turn but one; unpacking it takes longer.
        response.on("finish", () =>
          setTimeout(() => (how === "timeout" ? clock.fireEarliestTimer() : controller.abort()), 5),
        );
      };
      const step = run(
        "createChatCompletion",
        { connection: keyConnection(url), userPrompt: "Hello", requestOptions: { totalTimeout: "1000" } },
        { signal: controller.signal },
      );
      expect((await failureOf(step)).message).toContain(words);
      expect(clock.timerDelays).toEqual([]);
    } finally {
      clock.restore();
    }
  });
});

it("an answer in chunks of one byte is read", async () => {
  const text = "Grüße 👋 ".repeat(200);
  const bytes = Buffer.from(JSON.stringify(chatAnswer(text).body));
  respond = (response) => {
    response.writeHead(200, json);
    for (let index = 0; index < bytes.length; index += 1) response.write(bytes.subarray(index, index + 1));
    response.end();
  };
  expect(await chat()).toMatchObject({ data: { output_text: text } });
});

it("an answer of 20 MB is read, as JSON by the SDK and raw", async () => {
  const text = `${"long ".repeat(4_000_000)}👋`;
  respond = (response) => void response.writeHead(200, json).end(JSON.stringify(chatAnswer(text).body));
  expect((await chat()).data).toMatchObject({ output_text: text });
  const raw = run("rawRequest", { connection: keyConnection(url), url: "/v1/models", method: "GET" });
  expect((await raw).data).toMatchObject({ choices: [{ message: { content: text } }] });
});

it("what a receiver of pieces throws is the call's error", async () => {
  respond = (response) => void response.writeHead(200).end("a line\n");
  const client = createClient({ logger: silentLogger }, { action: "Any", connection: keyConnection(url) });
  const taker = () => {
    throw new Error("no more");
  };
  await expect(client.readLines("file-1", () => taker)).rejects.toThrow("no more");
});

describe("a body put together", () => {
  /** A generator of numbers below 2^32 (Numerical Recipes' constants), the same in each run. */
  const randomFrom = (seed: number) => {
    let state = seed;
    return (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % below;
    };
  };

  it.each([1, 2, 3, 4, 5, 6])("is what came, up to the bound, in pieces of any size (seed %d)", (seed) => {
    const random = randomFrom(seed);
    const mostBytes = random(3_000_000);
    const collector = new BodyCollector(mostBytes);
    const pieces = Array.from({ length: random(60) }, () =>
      Buffer.alloc(random(4) === 0 ? random(500_000) : random(9), random(256)),
    );
    const all = Buffer.concat(pieces);
    const taken = pieces.map((piece) => collector.take(piece));
    expect(collector.lengthBytes).toBe(Math.min(all.length, mostBytes));
    expect(collector.bytes().equals(all.subarray(0, mostBytes))).toBe(true);
    expect(taken.every(Boolean)).toBe(all.length <= mostBytes);
  });

  it.each([[0], [1], [65_536], [65_537], [200_000]])("has exactly the %d bytes it may have", (size) => {
    const collector = new BodyCollector(size);
    for (let sent = 0; sent < size; sent += 5000)
      expect(collector.take(Buffer.alloc(Math.min(5000, size - sent), 7))).toBe(true);
    expect(collector.take(Buffer.from("x"))).toBe(false);
    expect(collector.bytes()).toEqual(Buffer.alloc(size, 7));
  });
});
