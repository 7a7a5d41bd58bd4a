import type { IncomingMessage, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { startLoopbackServer } from "../../local/endpoint/server/loopbackServer";
import { createClient } from "../../src/client/createClient";
import { failureOf, keyConnection, run } from "../support/connector";
import { TestClock } from "../support/testClock";

const megabyte = 1_000_000;
const piece = Buffer.alloc(megabyte, "x");

type Answer = (response: ServerResponse) => void;

let content: Answer;
let record: Answer;
let asked: string[];
let url: string;
let server: Awaited<ReturnType<typeof startLoopbackServer>>;
beforeAll(async () => {
  server = await startLoopbackServer((request: IncomingMessage, response) => {
    asked.push(String(request.url));
    (request.url?.includes("/content") ? content : record)(response);
  }, {});
  url = `http://127.0.0.1:${server.port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => server.close());

/** Pieces without a length said of them, so many or until the client hangs up. */
const pieces =
  (count: number, onEnd: (sent: number) => void = () => undefined): Answer =>
  (response) => {
    let sent = 0;
    const write = (): void => {
      if (response.destroyed) return;
      if (sent === count) return void response.end();
      sent += 1;
      response.write(piece, write);
    };
    response.on("close", () => onEnd(sent));
    write();
  };

const says =
  (body: unknown): Answer =>
  (response) =>
    void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));

const download = (context = {}) =>
  run("downloadFile", { connection: keyConnection(url), fileId: "file-1" }, context);

describe("a file without an end", () => {
  it.each<[string, Answer]>([
    ["the file is unknown", (response) => void response.writeHead(404).end()],
    ["the record has no length", says({ id: "file-1", bytes: null })],
    ["the record's length is no number", says({ id: "file-1", bytes: "400000000" })],
    ["the record's length has been passed", says({ id: "file-1", bytes: 5 })],
    ["the record is none", (response) => void response.end("<html></html>")],
    ["the record is as long as none may be", says({ id: "file-1", bytes: 1e15 })],
  ])("is refused in words, once: %s", async (_what, answer) => {
    const sent = new Promise<number>((resolve) => {
      content = pieces(Number.POSITIVE_INFINITY, resolve);
    });
    record = answer;
    const error = await failureOf(download());
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(error.message).toMatch(/larger than the (100|512) MB that are read/);
    expect(await sent).toBeLessThan(130);
    expect(asked.filter((path) => path.includes("/content"))).toHaveLength(1);
  });

  it("is refused where its record says that it ended", async () => {
    content = pieces(Number.POSITIVE_INFINITY);
    record = says({ bytes: 110 * megabyte + 1 });
    expect((await failureOf(download())).message).toContain("larger than the 110.1 MB");
  });

  it("is given up while its record is awaited", async () => {
    const controller = new AbortController();
    content = pieces(Number.POSITIVE_INFINITY);
    const closed = new Promise<void>((resolve) => {
      record = (response) => {
        response.on("close", resolve);
        controller.abort();
      };
    });
    expect((await failureOf(download({ signal: controller.signal }))).message).toContain("was cancelled");
    await closed;
  });

  it("leaves no question for its record behind when the attempt's time is up", async () => {
    const clock = new TestClock();
    try {
      content = pieces(Number.POSITIVE_INFINITY);
      const closed = new Promise<void>((resolve) => {
        record = (response) => {
          response.on("close", resolve);
          clock.fireEarliestTimer();
        };
      });
      const params = { fileId: "file-1", requestOptions: { maxRetries: "0" } };
      const error = await failureOf(run("downloadFile", { connection: keyConnection(url), ...params }));
      expect(error.kind).toBe("timeout");
      await closed;
      expect(clock.timerDelays).toEqual([]);
    } finally {
      clock.restore();
    }
  });

  it("is refused by Raw Request", async () => {
    content = pieces(Number.POSITIVE_INFINITY);
    record = says({ bytes: 3 });
    const params = { url: "/v1/containers/c/files/f/content", method: "GET", responseType: "binary" };
    const error = await failureOf(run("rawRequest", { connection: keyConnection(url), ...params }));
    expect(error.message).toContain("100 MB");
    expect(asked[0]).toBe(`${asked[1]}/content`);
  });
});

describe("a long file that tells no length", () => {
  it("comes whole when its record says how long it is", async () => {
    content = pieces(130);
    record = says({ id: "file-1", bytes: 130 * megabyte });
    const { data } = (await download()) as { data: Buffer };
    expect(data.length).toBe(130 * megabyte);
    expect(data.subarray(-3).toString()).toBe("xxx");
  });

  it("that is not very long is not asked about", async () => {
    content = pieces(3);
    expect(((await download()) as { data: Buffer }).data.length).toBe(3 * megabyte);
    expect(asked).toHaveLength(1);
  });
});

describe("a packed file", () => {
  const packed = gzipSync(Buffer.alloc(120 * megabyte, "x"), { level: 1 });
  const gzip: Answer = (response) => void response.writeHead(200, { "content-encoding": "gzip" }).end(packed);

  it("is unpacked as far as its record has it", async () => {
    content = gzip;
    record = says({ bytes: 120 * megabyte });
    expect(((await download()) as { data: Buffer }).data.length).toBe(120 * megabyte);
  });

  it.each([[undefined], [7], [110 * megabyte], [1e12]])("is refused where it says %p", async (bytes) => {
    content = gzip;
    record = says({ bytes });
    const error = await failureOf(download());
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(error.message).toMatch(/larger than the (100|110|512) MB that are read/);
  });

  it("that is long as it is packed is not begun", async () => {
    content = (response) => {
      response.writeHead(200, { "content-encoding": "gzip", "content-length": String(101 * megabyte) });
      response.write("x");
    };
    expect((await failureOf(download())).message).toContain("100 MB that are read of a packed one");
  });
});

it("lines are not read on when the first one ends the reading", async () => {
  const sent = new Promise<number>((resolve) => {
    const endless = pieces(Number.POSITIVE_INFINITY, resolve);
    content = (response) => {
      response.write("a line\n");
      endless(response);
    };
  });
  const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };
  const client = createClient({ logger }, { action: "Any", connection: keyConnection(url) });
  const taker = () => {
    throw new Error("no more");
  };
  await expect(client.readLines("file-1", () => taker)).rejects.toThrow("no more");
  expect(await sent).toBeLessThan(30);
});

describe("the first line of a file", () => {
  const firstLine = () => {
    const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined };
    return createClient({ logger }, { action: "Any", connection: keyConnection(url) }).firstLine("file-1");
  };

  it("is read without the rest, and not where it is too long", async () => {
    for (const beginning of ["\uFEFF\r\n{}\n", ""]) {
      const sent = new Promise<number>((resolve) => {
        const endless = pieces(Number.POSITIVE_INFINITY, resolve);
        content = (response) => {
          response.write(beginning);
          endless(response);
        };
      });
      expect(await firstLine()).toBe(beginning ? "{}" : undefined);
      expect(await sent).toBeLessThan(30);
    }
  });

  it("needs no end, and is given up where the file can't be read or does not come", async () => {
    content = (response) => void response.end("{}");
    expect(await firstLine()).toBe("{}");
    content = (response) => void response.writeHead(403).end("{}");
    expect(await firstLine()).toBeUndefined();
    const clock = new TestClock();
    try {
      content = () => clock.fireEarliestTimer();
      const startedMs = clock.now();
      expect(await firstLine()).toBeUndefined();
      expect(clock.now() - startedMs).toBe(10_000);
    } finally {
      clock.restore();
    }
  });
});
