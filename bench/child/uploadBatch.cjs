"use strict";
const {
  closeSync,
  createReadStream,
  mkdtempSync,
  openAsBlob,
  openSync,
  rmSync,
  writeSync,
} = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: makes many prompts, uploads them as a batch file in one of several ways,
 * and prints the peak of resident memory. The argument is the way, as JSON.
 */

const { way, file, url, connection, rows, bytesPerLine, sdk } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const line = (prompt, index) =>
  JSON.stringify({
    custom_id: `row-${index}`,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "bench", messages: [{ role: "user", content: prompt }] },
  });

const characters = bytesPerLine - line("", rows).length - 1;

/*
 * Inputs are made without garbage worth mentioning: pages that a buffer leaves behind stay resident, and what is
 * measured would live in them unseen.
 */

const scratch = Buffer.alloc(characters, "x");

/** A prompt that stands in memory by itself; a concatenation would be put together when it is first read. */
const promptOf = (index) => {
  scratch.write(String(index).padStart(8, "0"));
  return scratch.latin1Slice();
};

const prompts = () => Array.from({ length: rows }, (_, index) => promptOf(index));

const jsonLines = () => {
  const buffer = Buffer.alloc(rows * bytesPerLine);
  let length = 0;
  for (let index = 0; index < rows; index += 1) {
    length += buffer.latin1Write(`${line(promptOf(index), index)}\n`, length);
  }
  return buffer.subarray(0, length);
};

const create = (action, params) =>
  require(file).default.actions[action].perform({ logger }, { connection, ...params });

const uploadBySdk = (upload) => {
  const { OpenAI } = require(sdk);
  const openai = new OpenAI({ apiKey: "key", baseURL: url, maxRetries: 0 });
  return openai.files.create({ file: upload, purpose: "batch" });
};

/** A file on the disk that is gone when the process is. */
const batchFile = () => {
  const folder = mkdtempSync(path.join(tmpdir(), "batch-bench-"));
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  const name = path.join(folder, "batch.jsonl");
  const descriptor = openSync(name, "w");
  for (let index = 0; index < rows; index += 1) writeSync(descriptor, `${line(promptOf(index), index)}\n`);
  closeSync(descriptor);
  return name;
};

/** Each makes its input, and returns what uploads it. */
const ways = {
  messages: () => {
    const messages = prompts();
    return () => create("createBatch", { model: "bench", messages });
  },
  jsonLines: () => {
    const data = jsonLines();
    return () => create("createBatchFromFile", { jsonLines: { data, contentType: "application/jsonl" } });
  },
  sdkMessages: () => {
    const messages = prompts();
    return async () => {
      const text = messages.map((prompt, index) => `${line(prompt, index)}\n`).join("");
      return uploadBySdk(await require(sdk).toFile(Buffer.from(text), "batch.jsonl"));
    };
  },
  sdkStream: () => {
    const name = batchFile();
    return () => uploadBySdk(createReadStream(name));
  },
  sdkBlob: () => {
    const name = batchFile();
    return async () => uploadBySdk(new File([await openAsBlob(name)], "batch.jsonl"));
  },
};

printPeak(ways[way]());
