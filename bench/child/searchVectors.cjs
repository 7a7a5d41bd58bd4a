"use strict";
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: makes many vectors in one of several forms, finds those nearest to one of
 * them, and prints the peak of resident memory. The argument is the way, as JSON.
 */

const { way, file, rows, dimensions, topN, core } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

let state = 1;
const random = () => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state / 2 ** 32 - 0.5;
};

const fill = (values) => {
  for (let at = 0; at < values.length; at += 1) values[at] = random();
  return values;
};
const flat = () => fill(new Float32Array(rows * dimensions));

const bytesOf = (values) => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
/** A vector in the middle, which has to be found. */
const sought = Math.floor(rows / 2);
const queryIn = (values) => [...values.subarray(sought * dimensions, (sought + 1) * dimensions)];

const indexOf = () => {
  const lines = [JSON.stringify({ model: "bench", dimensions, count: rows })];
  for (let index = 0; index < rows; index += 1) lines.push(`{"index":${index},"text":"text ${index}"}`);
  return Buffer.from(lines.join("\n"));
};

const check = (matches) => {
  if (matches.length !== topN || matches[0].index !== sought || matches[0].similarity < 0.999999)
    throw new Error(`The nearest are ${JSON.stringify(matches)}.`);
};

const search = async (params) => {
  const { perform } = require(file).default.actions.searchBySimilarity;
  const { data } = await perform({ logger }, { topN: String(topN), ...params });
  check(data.matches);
};

const printed = (value) => +value.toPrecision(9);
/** As Create Embeddings writes them, without garbage worth mentioning, and the vector that has to be found. */
const jsonLines = () => {
  const buffer = Buffer.alloc(rows * dimensions * 16);
  const values = new Float32Array(dimensions);
  let query = [];
  let length = 0;
  for (let row = 0; row < rows; row += 1) {
    const vector = Array.from(fill(values), printed);
    if (row === sought) query = vector;
    const line = JSON.stringify({ index: row, text: `text ${row}`, embedding: vector });
    length += buffer.latin1Write(`${line}\n`, length);
  }
  return { query, data: buffer.subarray(0, length) };
};

/** Each makes its input, and returns what searches it. */
const ways = {
  packed: () => {
    const values = flat();
    const [query, data, index] = [queryIn(values), bytesOf(values), indexOf()];
    return () => search({ query, vectors: { data }, vectorIndex: { data: index } });
  },
  lines: () => {
    const { query, data } = jsonLines();
    return () => search({ query, vectors: { data } });
  },
  langChain: () => {
    const { cosineSimilarity } = require(core);
    const values = flat();
    const query = queryIn(values);
    // Sliced: a list that grew takes more than its numbers.
    const vectors = Array.from({ length: rows }, (_, row) =>
      [...values.subarray(row * dimensions, (row + 1) * dimensions)].slice(),
    );
    return async () => {
      const [similarities] = cosineSimilarity([query], vectors);
      const rated = similarities.map((similarity, index) => ({ similarity, index }));
      check(rated.sort((one, other) => other.similarity - one.similarity).slice(0, topN));
    };
  },
};

printPeak(ways[way]());
