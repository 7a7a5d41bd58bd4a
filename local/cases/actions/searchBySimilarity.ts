import type { StepCase } from "../stepCase";

/** What Create Embeddings gives for three texts, one of which failed, with vectors that can be read. */
const embeddings = {
  results: [
    { index: 0, status: "succeeded", text: "Opening hours", embedding: [1, 0, 0.25], error: null },
    { index: 1, status: "failed", text: "", embedding: null, error: { message: "The text is empty." } },
    { index: 2, status: "succeeded", text: "Returns", embedding: [0, 1, 0.25], error: null },
  ],
};

const packed = Buffer.from(new Float32Array([1, 0, 0, 1, -1, 0]).buffer).toString("base64");
const packedIndex = [
  '{"model": "m", "dimensions": 2, "count": 3}',
  '{"index": 0}',
  '{"index": 1}',
  '{"index": 2}',
];

/** One query in the output of a step, and two in a packed file, whose records stand in a list. */
export const searchBySimilarity: StepCase = {
  required: { query: "[0.8, 0.2, 0.25]", vectors: JSON.stringify(embeddings) },
  every: [
    {
      query: JSON.stringify([{ index: 0, text: "When are you open?", embedding: [0.8, 0.6, 0] }]),
      vectors: JSON.stringify(embeddings),
      measure: "dot",
      topN: "1",
      threshold: "0.5",
    },
    {
      query: JSON.stringify([
        { index: 0, name: "Ada", embedding: [1, 0] },
        { index: 1, name: "Grace", embedding: [0, -1] },
      ]),
      vectors: packed,
      vectorIndex: packedIndex.join("\n"),
      records: JSON.stringify([{ name: "Ada" }, { name: "Grace" }, { name: "Mary" }]),
      measure: "cosine",
      skipSame: "true",
    },
  ],
};
