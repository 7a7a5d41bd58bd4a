"use strict";
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: loads the connector, reads the first page of a batch's results, and
 * prints the peak of resident memory. The argument is the connection and how many rows make a page, as JSON.
 */

const { file, connection, rows } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const { perform } = require(file).default.actions.getBatchResults;

printPeak(async () => {
  const { data } = await perform(
    { logger },
    { connection, batchIds: ["batch_bench"], rowLimit: String(rows) },
  );
  const isWhole = data.results.every(({ index, status }, at) => index === at && status === "succeeded");
  if (data.results.length !== rows || !isWhole) throw new Error("The page is not what was asked for.");
});
