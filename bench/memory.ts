import type { Arrived, OutputSetting } from "./batchServer";
import { type AboveInput, medianUse, rounds, type Use, useOf } from "./peakUse";
import { connectionTo } from "./question";
import { measureRecording, recordingClaim } from "./recordingMemory";
import { bundleOf } from "./sizes";
import { type Claim, printTable } from "./statistics";
import { measureTraining, trainingClaims } from "./trainingMemory";
import { withServer } from "./withServer";

const rows = 100_000;
const bytesPerLine = 2000;
const output: OutputSetting = { lines: rows, bytesPerLine: 1500 };
const pageRows = 10_000;
const bytesPerMegabyte = 1e6;

const uploads = {
  messages: "Create Batch, Messages",
  jsonLines: "Create Batch from File, JSON Lines",
  sdkMessages: "openai SDK, lines put together",
  sdkStream: "openai SDK, stream of a file",
  sdkBlob: "openai SDK, blob of a file",
} as const;
const reading = `Get Batch Results, the first ${pageRows}`;

/** Answers that are large only to their reader: refused for what they unpack to, or read. */
const answers = {
  "memory of a packed answer, 1.5 GB in brotli": { path: "bomb", isAnswered: false },
  "memory of a packed answer, 2 MB in chunks of one byte": { path: "bytes", isAnswered: true },
} as const;

const checkArrival = async (url: string, way: string): Promise<void> => {
  const arrived = (await (await fetch(new URL("/arrived", url))).json()) as Arrived;
  if (arrived.lines === rows && arrived.bytes >= rows * (bytesPerLine - 20)) return;
  throw new Error(`${way}: ${arrived.lines} lines in ${arrived.bytes} bytes arrived in place of ${rows}.`);
};

const measure = async (dist: string, url: string): Promise<Map<string, AboveInput>> => {
  const shared = { file: bundleOf(dist), connection: connectionTo(url) };
  const sdk = require.resolve("openai");
  const found = new Map();
  for (const [way, name] of Object.entries(uploads)) {
    const upload = async (): Promise<Use> => {
      const use = await useOf("uploadBatch.cjs", { ...shared, way, url, rows, bytesPerLine, sdk });
      await checkArrival(url, name);
      return use;
    };
    found.set(name, await medianUse(upload));
  }
  const read = () => useOf("readResults.cjs", { ...shared, rows: pageRows });
  found.set(reading, await medianUse(read));
  const prepared = await measureTraining({ ...shared, rows, bytesPerLine }, (way) => checkArrival(url, way));
  return new Map([...found, ...prepared]);
};

const measureAnswers = async (dist: string, url: string): Promise<Map<string, AboveInput>> => {
  const found = new Map();
  for (const [name, { path: first, isAnswered }] of Object.entries(answers)) {
    const connection = connectionTo(url.replace("/openai", `/${first}/openai`));
    const read = () => useOf("readAnswer.cjs", { file: bundleOf(dist), connection, isAnswered });
    found.set(name, await medianUse(read));
  }
  const connection = connectionTo(url.replace("/openai", "/hear/openai"));
  return new Map([...found, ...(await measureRecording({ file: bundleOf(dist), connection }))]);
};

/** Measures the peak of memory while a batch of 200 MB is uploaded, and while the first of its results are read. */
export const benchMemory = async (dist: string): Promise<Claim[]> => {
  if (process.platform !== "linux") {
    console.log("Memory: not measured, since the peak is read from Linux' /proc.\n");
    return [];
  }
  const batchUses = await withServer("batchServer", (url) => measure(dist, url), {
    OUTPUT: JSON.stringify(output),
  });
  const uses = new Map([
    ...batchUses,
    ...(await withServer("bombServer", (url) => measureAnswers(dist, url))),
  ]);
  const inMegabytes = (bytes: number): number => bytes / bytesPerMegabyte;
  console.log(
    `${rows} lines of ${bytesPerLine} bytes up, of ${output.bytesPerLine} bytes down; fresh processes, median of ${rounds}`,
  );
  printTable(
    ["way", "input MB", "peak MB", "above the input MB", "seconds"],
    [...uses].map(([name, { beforeBytes, peakBytes, aboveBytes, seconds }]) => [
      name,
      ...[beforeBytes, peakBytes, aboveBytes].map((bytes) => inMegabytes(bytes).toFixed(0)),
      seconds.toFixed(1),
    ]),
  );
  const claimOf = (name: string, limit: number): Claim => ({
    name: `memory, ${name}, MB above the input`,
    value: inMegabytes(uses.get(name)?.aboveBytes ?? Number.NaN),
    limit,
    bound: "most",
  });
  return [
    claimOf(uploads.messages, 160),
    claimOf(uploads.jsonLines, 160),
    claimOf(reading, 140),
    ...trainingClaims(uses),
    recordingClaim(uses),
    ...Object.keys(answers).map((name) => claimOf(name, 160)),
  ];
};
