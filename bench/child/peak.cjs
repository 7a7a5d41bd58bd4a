"use strict";
const { readFileSync, writeFileSync } = require("node:fs");

/*
 * Measures peaks of resident memory in a process that runs with --expose-gc. The kernel counts them, so that what
 * lives between two samples is not missed.
 */

const peakBytes = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))[1]) * 1024;

/**
 * Runs the work, and prints as JSON what was resident before it, the peak since, how long it took, the time of
 * processors in it, and the bytes that it says it gave back.
 */
const printPeak = async (work) => {
  global.gc();
  // Makes the kernel count the peak anew, from what is resident now.
  writeFileSync("/proc/self/clear_refs", "5");
  const beforeBytes = peakBytes();
  const startMs = performance.now();
  const startProcessor = process.cpuUsage();
  const output = await work();
  const seconds = (performance.now() - startMs) / 1000;
  const { user, system } = process.cpuUsage(startProcessor);
  const processorSeconds = (user + system) / 1e6;
  const outputBytes = output?.outputBytes;
  const result = JSON.stringify({
    beforeBytes,
    peakBytes: peakBytes(),
    seconds,
    processorSeconds,
    outputBytes,
  });
  process.stdout.write(result, () => process.exit());
};

module.exports = { printPeak };
