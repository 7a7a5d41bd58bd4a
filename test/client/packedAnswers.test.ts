import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const json = { "content-type": "application/json" };
const completion = Buffer.from(JSON.stringify(chatAnswer("Grüße 👋").body));
const noise = Buffer.from("some bytes behind it");

/** A gzip member with a name, a comment, an extra field and a checksum of its header. */
const decoratedGzip = (bytes: Buffer): Buffer => {
  const plain = gzipSync(bytes);
  const header = Buffer.from(plain.subarray(0, 10));
  header[3] = 4 + 8 + 16 + 2;
  return Buffer.concat([
    header,
    Buffer.from([3, 0, 1, 2, 3]),
    Buffer.from("name\0comment\0"),
    Buffer.from([7, 7]),
    plain.subarray(10),
  ]);
};

const chat = (encoding: string | undefined, body: Buffer, status = 200) => {
  server.script({
    status,
    headers: { ...json, ...(encoding !== undefined && { "content-encoding": encoding }) },
    body,
  });
  return run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "0" },
  });
};

const ways: Array<[what: string, encoding: string | undefined, pack: (bytes: Buffer) => Buffer]> = [
  ["raw deflate", "deflate", deflateRawSync],
  ["zlib's deflate", "Deflate", deflateSync],
  ["zstd", "zstd", zstdCompressSync],
  ["gzip twice", "gzip, gzip", (bytes) => gzipSync(gzipSync(bytes))],
  ["gzip, then brotli", "gzip, br", (bytes) => brotliCompressSync(gzipSync(bytes))],
  [
    "deflate, then zstd, then gzip",
    "deflate , zstd,gzip",
    (bytes) => gzipSync(zstdCompressSync(deflateSync(bytes))),
  ],
  ["gzip once, called twice", "gzip, gzip", gzipSync],
  ["gzip twice, called once", "gzip", (bytes) => gzipSync(gzipSync(bytes))],
  ["gzip with bytes behind it", "gzip", (bytes) => Buffer.concat([gzipSync(bytes), noise])],
  [
    "gzip with a long header and bytes behind it",
    "gzip",
    (bytes) => Buffer.concat([decoratedGzip(bytes), noise]),
  ],
  ["gzip with zeros behind it", "gzip", (bytes) => Buffer.concat([gzipSync(bytes), Buffer.alloc(9)])],
  [
    "gzip in two members",
    "gzip",
    (bytes) => Buffer.concat([gzipSync(bytes.subarray(0, 40)), gzipSync(bytes.subarray(40))]),
  ],
  ["brotli with bytes behind it", "br", (bytes) => Buffer.concat([brotliCompressSync(bytes), noise])],
  ["gzip called brotli", "br", gzipSync],
  ["brotli called gzip", "gzip", brotliCompressSync],
  ["zlib's deflate called gzip", "gzip", deflateSync],
  ["gzip without a header", undefined, gzipSync],
  ["brotli without a header", undefined, brotliCompressSync],
  ["zstd without a header", undefined, zstdCompressSync],
  ["zlib's deflate without a header", undefined, deflateSync],
  ["gzip under a coding that is none", "utf-8", gzipSync],
  ["gzip called identity", "identity", gzipSync],
  ...[
    "gzip",
    "x-gzip",
    "br",
    "deflate",
    "zstd",
    "gzip, br",
    "compress",
    "none",
    "utf-8",
    "*",
    ",",
    "constructor",
  ].map((encoding): (typeof ways)[number] => [`nothing, called ${encoding}`, encoding, (bytes) => bytes]),
];

describe.each(ways)("a body packed as %s", (_what, encoding, pack) => {
  it("is read", async () => {
    expect(await chat(encoding, pack(completion))).toMatchObject({ data: { output_text: "Grüße 👋" } });
  });

  it.each([
    [401, { error: { message: "Incorrect API key provided", code: "invalid_api_key" } }],
    [429, { error: { message: "Slow down.", code: "rate_limit_exceeded" } }],
    [502, { error: { message: "Upstream broke." } }],
  ])("tells the sentence of a %d", async (status, body) => {
    const error = await failureOf(chat(encoding, pack(Buffer.from(JSON.stringify(body))), status));
    expect(error).toMatchObject({ status, attempts: 1 });
    expect(error.message).toContain(body.error.message);
  });
});

describe("a body that broke on the way", () => {
  const long = Buffer.from(JSON.stringify(chatAnswer("word ".repeat(5000)).body));
  const changed = (bytes: Buffer): Buffer => {
    const copy = Buffer.from(bytes);
    copy[copy.length - 6] = (copy[copy.length - 6] ?? 0) ^ 0xff;
    return copy;
  };

  it.each<[string, string, Buffer]>([
    ["gzip cut off", "gzip", gzipSync(long).subarray(0, -20)],
    ["brotli cut off", "br", brotliCompressSync(long).subarray(0, -5)],
    ["deflate cut off", "deflate", deflateSync(long).subarray(0, -20)],
    ["zstd cut off", "zstd", zstdCompressSync(long).subarray(0, -5)],
    ["gzip with another checksum", "gzip", changed(gzipSync(long))],
    ["gzip of nothing but a header", "gzip", gzipSync(long).subarray(0, 10)],
    [
      "bytes of no kind",
      "gzip",
      Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 151 + 3) % 256)),
    ],
  ])("is no answer: %s", async (_what, encoding, body) => {
    const error = await failureOf(chat(encoding, body));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(error.message).toMatch(/cut off or is not JSON/);
  });

  it("still tells what an error's beginning says", async () => {
    const sentence = `{"error":{"message":"${"The model is overloaded. ".repeat(400)}`;
    const error = await failureOf(chat("gzip", gzipSync(sentence).subarray(0, -12), 503));
    expect(error).toMatchObject({ kind: "service", status: 503 });
    expect(error.message).toContain("The model is overloaded.");
  });

  it("leaves an error its status when nothing of it can be read", async () => {
    const error = await failureOf(chat("br", Buffer.from([0x8b, 0xff, 0xfe, 0x80, 0x81]), 429));
    expect(error).toMatchObject({ kind: "rateLimited", status: 429 });
    expect(error.message).not.toMatch(/[\u0080-\u009f\ufffd]/);
  });
});

describe("a file", () => {
  const download = (headers: Record<string, string>, body: Buffer) => {
    server.script({ headers, body });
    return run("downloadFile", { connection: keyConnection(server.url), fileId: "file-1" });
  };

  it("that is packed itself stays so", async () => {
    const archive = gzipSync("content");
    expect(await download({}, archive)).toMatchObject({ data: archive });
  });

  it("that is packed itself arrives so where it was packed again for the way", async () => {
    const archive = gzipSync("content");
    expect(await download({ "content-encoding": "gzip" }, gzipSync(archive))).toMatchObject({
      data: archive,
    });
  });

  it.each(["gzip", "zstd"])("under a header left over, %s, keeps every byte", async (encoding) => {
    const sound = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    expect(await download({ "content-encoding": encoding }, sound)).toMatchObject({ data: sound });
  });

  it.each(["gzip", "gzip, identity", "identity, gzip"])("cut off under %s is no file", async (encoding) => {
    const cut = gzipSync("content ".repeat(50)).subarray(0, -10);
    const error = await failureOf(download({ "content-encoding": encoding }, cut));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200 });
  });

  it("is asked for as it is", async () => {
    await download({}, Buffer.from("x"));
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("identity");
  });
});
