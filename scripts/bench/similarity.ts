import { type AboveInput, medianUse, rounds, useOf } from "./peakUse";
import { bundleOf } from "./sizes";
import { type Claim, printTable } from "./statistics";

const rows = 100_000;
const dimensions = 1536;
const vectorBytes = rows * dimensions * Float32Array.BYTES_PER_ELEMENT;
const topN = 10;
const bytesPerMegabyte = 1e6;

const packed = "Search by Similarity, a packed file";
const lines = "Search by Similarity, a tenth of it as JSON Lines";
const langChain = "LangChain's cosineSimilarity, and a sort";

/** Above the input, as a share of the vectors' own memory. */
const shareOf = ({ aboveBytes }: AboveInput, rowShare = 1): number => aboveBytes / (vectorBytes * rowShare);

const lineShare = 0.1;

/** Measures how long an exact search takes, and its peak of memory above the vectors. */
export const benchSimilarity = async (dist: string): Promise<Claim[]> => {
  if (process.platform !== "linux") {
    console.log("Similarity: not measured, since the peak is read from Linux' /proc.\n");
    return [];
  }
  const core = require.resolve("@langchain/core/utils/math");
  const run = (way: string, share = 1) =>
    medianUse(() =>
      useOf("searchVectors.cjs", { file: bundleOf(dist), way, core, rows: rows * share, dimensions, topN }),
    );
  const uses = {
    [packed]: await run("packed"),
    [lines]: await run("lines", lineShare),
    [langChain]: await run("langChain"),
  };
  console.log(
    `${rows} vectors of ${dimensions} values, ${vectorBytes / bytesPerMegabyte} MB; the nearest ${topN}; median of ${rounds}`,
  );
  printTable(
    ["way", "input MB", "above the input MB", "seconds"],
    Object.entries(uses).map(([name, { beforeBytes, aboveBytes, seconds }]) => [
      name,
      ...[beforeBytes, aboveBytes].map((bytes) => (bytes / bytesPerMegabyte).toFixed(0)),
      seconds.toFixed(2),
    ]),
  );
  const { [packed]: own, [lines]: ownLines, [langChain]: other } = uses;
  return [
    { name: `seconds, ${packed}`, value: own.seconds, limit: 1, bound: "most" },
    {
      name: `seconds, ${packed} / ${langChain}`,
      value: own.seconds / other.seconds,
      limit: 1,
      bound: "most",
    },
    { name: `memory above the input / vectors, ${packed}`, value: shareOf(own), limit: 0.2, bound: "most" },
    {
      name: `memory above the input / vectors, ${lines}`,
      value: shareOf(ownLines, lineShare),
      limit: 2,
      bound: "most",
    },
  ];
};
