import http from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What a batch's output file holds; it is handed over as JSON in the environment variable OUTPUT. */
export interface OutputSetting {
  lines: number;
  bytesPerLine: number;
}

/** What has been uploaded since it was last asked for. */
export interface Arrived {
  /** Of the bodies, with the few hundred bytes of the form around each file. */
  bytes: number;
  lines: number;
}

const { lines: outputLines, bytesPerLine } = JSON.parse(process.env["OUTPUT"] ?? "{}") as OutputSetting;

const lineFeed = 10;
const carriageReturn = 13;
let arrived: Arrived = { bytes: 0, lines: 0 };

/** Counts an upload and keeps nothing of it. The form's own lines end in CR LF, those of the file in LF alone. */
const countUpload = async (request: http.IncomingMessage): Promise<void> => {
  let last = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    arrived.bytes += chunk.length;
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) {
      if ((at > 0 ? chunk[at - 1] : last) !== carriageReturn) arrived.lines += 1;
    }
    last = chunk.at(-1) ?? last;
  }
};

const file = {
  id: "file-input",
  object: "file",
  bytes: 0,
  created_at: 1_795_219_200,
  filename: "batch.jsonl",
  purpose: "batch",
  status: "processed",
};

const noFiles = { object: "list", data: [], has_more: false };

const batch = {
  id: "batch_bench",
  object: "batch",
  endpoint: "/v1/chat/completions",
  completion_window: "24h",
  created_at: 1_795_219_200,
  completed_at: 1_795_222_800,
  status: "completed",
  input_file_id: file.id,
  output_file_id: "file-output",
  error_file_id: null,
  request_counts: { total: outputLines, completed: outputLines, failed: 0 },
  metadata: { first_row: "0", row_count: String(outputLines) },
};

const outputLine = (row: number, content: string): string =>
  JSON.stringify({
    id: `batch_req_${row}`,
    custom_id: `row-${row}`,
    response: {
      status_code: 200,
      request_id: "bench",
      body: {
        id: `chatcmpl-${row}`,
        object: "chat.completion",
        created: 1_795_219_200,
        model: "bench",
        choices: [
          { index: 0, finish_reason: "stop", message: { role: "assistant", content, refusal: null } },
        ],
        usage: { prompt_tokens: 9, completion_tokens: 300, total_tokens: 309 },
      },
    },
    error: null,
  });

/** The output file in chunks of a hundred lines, whose order is not that of the rows. */
function* outputFile(): Generator<string> {
  const content = "x".repeat(bytesPerLine - outputLine(outputLines, "").length);
  // A prime that divides no round number: multiples of it meet every row once.
  const step = 48_611;
  for (let first = 0; first < outputLines; first += 100) {
    const places = Array.from({ length: Math.min(100, outputLines - first) }, (_, index) => first + index);
    yield places.map((place) => `${outputLine((place * step) % outputLines, content)}\n`).join("");
  }
}

const answer = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
  const url = request.url ?? "";
  if (url === "/arrived") {
    response.end(JSON.stringify(arrived));
    arrived = { bytes: 0, lines: 0 };
    return;
  }
  if (/\/files\/[^/]+\/content$/.test(url)) {
    response.writeHead(200, { "content-type": "application/octet-stream" });
    return pipeline(Readable.from(outputFile()), response);
  }
  const isUpload = request.method === "POST" && url.endsWith("/files");
  if (isUpload) await countUpload(request);
  else request.resume();
  response.writeHead(200, { "content-type": "application/json" });
  if (isUpload) response.end(JSON.stringify(file));
  else response.end(JSON.stringify(/\/files\?/.test(url) ? noFiles : batch));
};

/** A process of its own that takes batch files and keeps nothing, has one batch with its results, and tells its port. */
const server = http.createServer((request, response) => {
  answer(request, response).catch((error: Error) => response.destroy(error));
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address) process.send?.(address.port);
});
process.on("disconnect", () => process.exit());
