import http from "node:http";
import { constants, createBrotliCompress } from "node:zlib";

const bombBytes = 1_500_000_000;
const contentBytes = 2_000_000;
const json = { "content-type": "application/json" };

/** Spaces without an end worth mentioning, packed into a few hundred bytes. */
const bomb = new Promise<Buffer>((resolve) => {
  const brotli = createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  const pieces: Buffer[] = [];
  const spaces = Buffer.alloc(1_000_000, " ");
  let leftBytes = bombBytes;
  const write = (): void => {
    leftBytes -= spaces.length;
    if (leftBytes < 0) brotli.end();
    else brotli.write(spaces, write);
  };
  brotli.on("data", (piece: Buffer) => pieces.push(piece));
  brotli.on("end", () => resolve(Buffer.concat(pieces)));
  write();
});

const completion = Buffer.from(
  JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_795_219_200,
    model: "bench",
    choices: [
      { index: 0, finish_reason: "stop", message: { role: "assistant", content: "x".repeat(contentBytes) } },
    ],
  }),
);

/** Sends bytes one by one, each a chunk of its own. */
const sendOneByOne = (response: http.ServerResponse): void => {
  let sent = 0;
  const write = (): void => {
    while (sent < completion.length) {
      const isTaken = response.write(completion.subarray(sent, sent + 1));
      sent += 1;
      if (!isTaken) {
        response.once("drain", write);
        return;
      }
    }
    response.end();
  };
  write();
};

/** The length of the file in a form, by that of what stands in front of it and behind it. */
const fileBytesOf = (head: string, allBytes: number): number => {
  const before = head.indexOf("\r\n\r\n", head.indexOf('name="file"')) + 4;
  const boundary = head.slice(0, head.indexOf("\r\n"));
  return allBytes - before - `\r\n${boundary}--\r\n`.length;
};

/** Answers the upload of a recording with the bytes that arrived. */
const hear = (request: http.IncomingMessage, response: http.ServerResponse): void => {
  let head = "";
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    if (head.length < 10_000) head += chunk.toString("latin1");
    bytes += chunk.length;
  });
  request.on("end", () => {
    response.writeHead(200, json);
    response.end(JSON.stringify({ text: String(fileBytesOf(head, bytes)) }));
  });
};

/** A process of its own that answers with what costs the reader most, by the first part of the path. */
const server = http.createServer((request, response) => {
  if (request.url?.startsWith("/hear/")) {
    hear(request, response);
    return;
  }
  request.resume();
  const isBomb = request.url?.startsWith("/bomb/");
  response.writeHead(200, { ...json, ...(isBomb && { "content-encoding": "br" }) });
  if (isBomb) void bomb.then((bytes) => response.end(bytes));
  else sendOneByOne(response);
});
void bomb.then(() =>
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    if (typeof address === "object" && address) process.send?.(address.port);
  }),
);
process.on("disconnect", () => process.exit());
