"use strict";
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: asks for a chat completion, which is answered or refused for its size,
 * and prints the peak of resident memory. The argument is the connection and whether an answer comes, as JSON.
 */

const { file, connection, isAnswered } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const { perform } = require(file).default.actions.createChatCompletion;

printPeak(async () => {
  const requestOptions = { maxRetries: 0 };
  const ask = perform({ logger }, { connection, model: "bench", userPrompt: "Hello", requestOptions });
  const kind = await ask.then(
    () => "answer",
    (error) => error.kind,
  );
  if (kind !== (isAnswered ? "answer" : "unexpectedResponse")) throw new Error(`It ended as ${kind}.`);
});
