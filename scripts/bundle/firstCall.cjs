"use strict";
const { readFileSync } = require("node:fs");
const http = require("node:http");
const { runBundle } = require("./runBundle.cjs");

/*
 * Runs in a process of its own: reads a bundle from its input, has Create Chat Completion ask a server on this machine,
 * if the bundle has that action, and prints the ids of the modules that ran. What this call needs, every call does.
 */

const answer = JSON.stringify({
  id: "first",
  object: "chat.completion",
  created: 0,
  model: "first",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello" } }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

const ask = async ({ perform }) => {
  const server = http.createServer((request, response) => {
    request.resume().on("end", () => response.setHeader("content-type", "application/json").end(answer));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const fields = { apiKey: "0123456789abcdef", endpoint: `http://127.0.0.1:${server.address().port}` };
  const logger = new Proxy({}, { get: () => () => {} });
  await perform({ logger }, { connection: { key: "apiKey", fields }, model: "first", userPrompt: "Hello" });
};

const run = async () => {
  let action;
  const { run: ran } = runBundle(readFileSync(0, "utf8"), ({ actions }) => {
    action = actions.createChatCompletion;
  });
  if (action) await ask(action);
  process.stdout.write(JSON.stringify([...ran]), () => process.exit());
};

run();
