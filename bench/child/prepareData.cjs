"use strict";
const { printPeak } = require("./peak.cjs");

/*
 * Runs in a fresh process with --expose-gc: makes a file of many rows, prepares them as training data in one of several
 * ways, and prints the peak of resident memory. The argument is the way, as JSON.
 */

const { way, file, connection, rows, bytesPerLine } = JSON.parse(process.argv[2]);
const logger = new Proxy({}, { get: () => () => {} });

const row = (content) =>
  JSON.stringify({
    messages: [
      { role: "user", content },
      { role: "assistant", content: "Yes, on weekdays from nine to six." },
    ],
  });

const characters = bytesPerLine - row("").length - 1;
let state = 1;
const random = (most) => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return Math.floor((state / 2 ** 32) * most);
};
/** Words of a language that nobody speaks. */
const words = Array.from({ length: 20_000 }, () =>
  String.fromCharCode(...Array.from({ length: 2 + random(7) }, () => 0x61 + random(26))),
);
const scratch = Buffer.alloc(characters);

const prompt = () => {
  scratch.fill(" ");
  for (let place = 0; place < characters; )
    place += 1 + scratch.latin1Write(words[random(words.length)], place);
  return scratch.latin1Slice();
};

/** A prompt of one of two templates, which differs from the others by a number alone. */
const templates = ["Write a reply to customer", "Say in one word what is asked in ticket"].map((text) =>
  `${text} %. ${prompt()}`.slice(0, characters - 10),
);
const likePrompt = (index) => templates[index % 2].replace("%", `${index}`);

/** Made without garbage worth mentioning, which would be resident, and hide what is measured. */
const records = (promptOf = prompt) => {
  const buffer = Buffer.alloc(rows * bytesPerLine);
  let length = 0;
  for (let index = 0; index < rows; index += 1)
    length += buffer.latin1Write(`${row(promptOf(index))}\n`, length);
  return buffer.subarray(0, length);
};

const prepare = async (params) => {
  const { perform } = require(file).default.actions.prepareTrainingData;
  const { data } = await perform({ logger }, params);
  if (data.counts.prepared !== rows) throw new Error(`${data.counts.prepared} rows were prepared.`);
  const handed = Object.values(data.files).map((file) => file.data?.length ?? 0);
  return { outputBytes: handed.reduce((sum, bytes) => sum + bytes, 0) };
};

/** Each makes its input, and returns what reads it. */
const ways = {
  upload: () => {
    const data = records();
    return () => prepare({ records: { data }, connection, upload: true, split: { testShare: "0" } });
  },
  files: () => {
    const data = records();
    return () => prepare({ records: { data } });
  },
  alike: () => {
    const data = records(likePrompt);
    return () => prepare({ records: { data } });
  },
  parse: () => {
    const data = records();
    return () => {
      const parsed = data
        .toString()
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      if (parsed.length !== rows) throw new Error(`${parsed.length} rows were parsed.`);
    };
  },
};

printPeak(ways[way]());
