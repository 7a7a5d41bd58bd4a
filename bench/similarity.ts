import { type AboveInput, medianUse, rounds, useOf } from "./peakUse";
import { bundleOf } from "./sizes";
import { type Claim, printTable } from "./statistics";

const rows = 100_000;
const dimensions = 1536;
/** Of all of them as 32-bit floats. */
const vectorBytes = rows * dimensions * Float32Array.BYTES_PER_ELEMENT;
const topN = 10;
const bytesPerMegabyte = 1e6;

const packed = "Search by Similarity, a packed file";
const lines = "Search by Similarity, a tenth of it as JSON Lines";
const langChain = "LangChain's cosineSimilarity, and a sort, in a fifth of it";

/** Each way with the share of the vectors that it is measured with, and its name in the child. */
const ways = [
  { name: packed, way: "packed", share: 1 },
  { name: lines, way: "lines", share: 0.1 },
  { name: langChain, way: "langChain", share: 0.2 },
];

/** What a way used, with the bytes of the vectors that it had. */
type VectorUse = AboveInput & { name: string; vectorBytes: number };

const claimsOf = (own: VectorUse, ownLines: VectorUse, other: VectorUse): Claim[] => {
  const timeOf = (use: VectorUse): number => use.processorSeconds / use.vectorBytes;
  const claims = [
    { name: `processor seconds, ${packed}`, value: own.processorSeconds, limit: 1 },
    {
      name: `processor time for a vector, ${packed} / ${langChain}`,
      value: timeOf(own) / timeOf(other),
      limit: 1,
    },
    {
      name: `memory above the input / vectors, ${packed}`,
      value: own.aboveBytes / own.vectorBytes,
      limit: 0.2,
    },
    {
      name: `memory, ${lines}, MB above the input and the vectors`,
      value: (ownLines.aboveBytes - ownLines.vectorBytes) / bytesPerMegabyte,
      limit: 100,
    },
  ];
  return claims.map((claim) => ({ ...claim, bound: "most" }));
};

/** Measures how long an exact search takes, and its peak of memory above the vectors. */
export const benchSimilarity = async (dist: string): Promise<Claim[]> => {
  if (process.platform !== "linux") {
    console.log("Similarity: not measured, since the peak is read from Linux' /proc.\n");
    return [];
  }
  const shared = {
    file: bundleOf(dist),
    core: require.resolve("@langchain/core/utils/math"),
    dimensions,
    topN,
  };
  const uses: VectorUse[] = [];
  for (const { name, way, share } of ways) {
    const use = await medianUse(() => useOf("searchVectors.cjs", { ...shared, way, rows: rows * share }));
    uses.push({ ...use, name, vectorBytes: vectorBytes * share });
  }
  console.log(`${rows} vectors of ${dimensions} values, the nearest ${topN}; median of ${rounds}`);
  printTable(
    ["way", "vectors MB", "input MB", "above the input MB", "seconds", "of processors"],
    uses.map(({ name, beforeBytes, aboveBytes, seconds, processorSeconds, ...use }) => [
      name,
      ...[use.vectorBytes, beforeBytes, aboveBytes].map((bytes) => (bytes / bytesPerMegabyte).toFixed(0)),
      seconds.toFixed(2),
      processorSeconds.toFixed(2),
    ]),
  );
  const [own, ownLines, other] = uses;
  return own && ownLines && other ? claimsOf(own, ownLines, other) : [];
};
