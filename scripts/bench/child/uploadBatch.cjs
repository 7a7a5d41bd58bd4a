"use strict";

/*
 * Runs in a fresh process: makes 100,000 prompts, notes what memory that took, uploads them as a batch file in one
 * of several ways, and prints the peak of resident memory before and after, in bytes. The argument is the way, as
 * JSON.
 */

const { readFileSync, writeFileSync } = require("node:fs");

const { way, file, url, connection, rows, characters, sdk } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

/** A string that stands in memory by itself; a concatenation would be put together when it is first read. */
const flat = (text) => Buffer.from(text).toString("latin1");

const prompts = () =>
  Array.from({ length: rows }, (_, index) =>
    flat(`${String(index).padStart(8, "0")}${"x".repeat(characters - 8)}`),
  );

const line = (prompt, index) =>
  JSON.stringify({
    custom_id: `row-${index}`,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "bench", messages: [{ role: "user", content: prompt }] },
  });

const jsonLines = () => {
  const lines = prompts().map((prompt, index) => Buffer.from(`${line(prompt, index)}\n`));
  return Buffer.concat(lines);
};

const createBatch = (params) =>
  require(file).default.actions.createBatch.perform({ logger }, { connection, model: "bench", ...params });

/** Each makes its input, and returns what uploads it. */
const ways = {
  messages: () => {
    const messages = prompts();
    return () => createBatch({ messages });
  },
  jsonLines: () => {
    const data = jsonLines();
    return () => createBatch({ jsonLines: { data, contentType: "application/jsonl" } });
  },
  sdk: () => {
    const messages = prompts();
    return async () => {
      const { OpenAI, toFile } = require(sdk);
      const openai = new OpenAI({ apiKey: "key", baseURL: url, maxRetries: 0 });
      const text = messages.map(line).join("\n");
      await openai.files.create({ file: await toFile(Buffer.from(text), "batch.jsonl"), purpose: "batch" });
    };
  },
};

const peakBytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;

const run = async () => {
  const upload = ways[way]();
  global.gc();
  // Makes the kernel count the peak anew.
  writeFileSync("/proc/self/clear_refs", "5");
  const before = peakBytes();
  await upload();
  process.stdout.write(JSON.stringify({ before, peak: peakBytes() }), () => process.exit());
};

run();
