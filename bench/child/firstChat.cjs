"use strict";

/*
 * Runs in a fresh process: loads the connector, runs Create Chat Completion once, and prints the time of its
 * answer on the clock that all processes share, in nanoseconds. The argument is the start, as JSON.
 */

const { file, connection, question } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const run = async () => {
  const { perform } = require(file).default.actions.createChatCompletion;
  const { data } = await perform(
    { logger },
    { connection, model: question.model, userPrompt: question.prompt },
  );
  const answered = process.hrtime.bigint();
  if (!data.id) throw new Error("The action's answer is no chat completion.");
  process.stdout.write(String(answered), () => process.exit());
};

run();
