import {
  anything,
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  oneOf,
  optionally,
  orNull,
  text,
} from "../../output/shape";

const fileShape = objectOf({
  fileName: text("With a digest of the bytes: the same rows have the same name"),
  contentType: text(),
  data: optionally(anything<Buffer>("The file; absent where it was uploaded")),
  fileId: optionally(text("The id at the service, where it was uploaded")),
  wasThere: optionally(flag("True when the service had the file from an earlier run")),
  format: text("What its rows are: chat, preference or reinforcement"),
  rows: number(),
  bytes: number(),
  sha256: text("The digest of the bytes"),
  rowNumbers: described("The number of each line's row in the input, from 1", listOf(number())),
});

const splits = { training: number(), validation: number(), test: number() };

const statisticsShape = objectOf({
  sum: number(),
  mean: number(),
  min: number(),
  p5: number(),
  p50: number("Half of the rows have at most so many"),
  p95: number(),
  p99: number(),
  max: number(),
  histogram: described(
    "Rows by their number of tokens: rows with more than the entry before, and at most upTo",
    listOf(objectOf({ upTo: number(), rows: number() })),
  ),
});
const rowStatistics = optionally(
  objectOf({ prompt: statisticsShape, answer: statisticsShape, total: statisticsShape }),
);

const place = { input: text(), row: number("From 1") };

/** What records became. */
export const trainingDataShape = objectOf({
  files: described(
    "training, validation and test, each where it has rows; none where rows are reported alone",
    objectOf({
      training: optionally(described("What the model learns from", fileShape)),
      validation: optionally(described("What the service measures with", fileShape)),
      test: optionally(described("What the trained model is tried with; never uploaded", fileShape)),
    }),
  ),
  isReady: flag("True when the files were made"),
  method: text("supervised, preference or reinforcement"),
  service: text("azure or openai: whose rules and encoding count"),
  counts: described(
    "Rows: total in the input, prepared in the files, wrong, duplicates left out, groups that are never parted, and those of each file",
    objectOf({
      total: number(),
      prepared: number(),
      wrong: number(),
      duplicates: number(),
      groups: number(),
      ...splits,
    }),
  ),
  shares: described(
    "Of the rows of Records, from 0 to 1: as asked for and as reached",
    objectOf({ asked: objectOf(splits), reached: objectOf(splits) }),
  ),
  overlaps: described(
    "What several files have in common, counted in what came out",
    objectOf({
      prompts: number("Prompts that rows of two files have, case, blanks and punctuation aside"),
      groups: number(),
      nearDuplicates: described(
        "Prompts that share 0.8 of their runs of five characters",
        objectOf({
          rows: number("Rows of validation and test with nearly the prompt of a row of another file"),
          unchecked: number("Rows that may have, and were not compared"),
          samples: listOf(objectOf({ ...place, like: objectOf(place), similarity: number("From 0.8 to 1") })),
        }),
      ),
    }),
  ),
  statistics: described(
    "Tokens of the rows of each file: of prompt, answer and both",
    objectOf({ training: rowStatistics, validation: rowStatistics, test: rowStatistics }),
  ),
  estimate: described(
    "What training takes",
    objectOf({
      trainingTokensPerEpoch: number(),
      isEstimate: flag("True where not every token was counted: many rows, or images"),
      costPerEpoch: orNull(number("Null without Training Price, and for reinforcement, paid by the hour")),
      epochs: orNull(number()),
      cost: orNull(number("Of all epochs")),
    }),
  ),
  rowErrors: described(
    "Rows that are wrong, up to Most Row Errors: input, row from 1, reason, and where in the row as detail",
    listOf(objectOf({ ...place, reason: text(), detail: optionally(text("Where in the row")) })),
  ),
  reasons: described(
    "All wrong rows by reason: their count, and the first ten by number",
    listOf(objectOf({ reason: text(), count: number(), input: text(), rows: listOf(number()) })),
  ),
  warnings: described(
    "Sentences: necessary to mend before the service takes the files, and recommended",
    objectOf({ necessary: listOf(text()), recommended: listOf(text()) }),
  ),
  systemMessage: oneOf<string | null>(
    ["string", "null"],
    "The system's message that all rows have: run the trained model with the same one",
  ),
});

const exampleTokens = (mean: number, rows: number, upTo: number) => ({
  sum: mean * rows,
  mean,
  min: mean,
  p5: mean,
  p50: mean,
  p95: mean,
  p99: mean,
  max: mean,
  histogram: [{ upTo, rows }],
});

/** Records that became a training file, as examples show them. */
export const exampleTrainingData: Of<typeof trainingDataShape> = {
  files: {
    training: {
      fileName: "training-2c26b46b68ffc68f.jsonl",
      contentType: "application/jsonl",
      fileId: "file-1f2e3d4c5b6a",
      wasThere: false,
      format: "chat",
      rows: 12,
      bytes: 1623,
      sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
      rowNumbers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    },
  },
  isReady: true,
  method: "supervised",
  service: "azure",
  counts: {
    total: 13,
    prepared: 12,
    wrong: 0,
    duplicates: 1,
    groups: 12,
    training: 12,
    validation: 0,
    test: 0,
  },
  shares: {
    asked: { training: 1, validation: 0, test: 0 },
    reached: { training: 1, validation: 0, test: 0 },
  },
  overlaps: { prompts: 0, groups: 0, nearDuplicates: { rows: 0, unchecked: 0, samples: [] } },
  statistics: {
    training: {
      prompt: exampleTokens(14, 12, 16),
      answer: exampleTokens(8, 12, 16),
      total: exampleTokens(22, 12, 32),
    },
  },
  estimate: {
    trainingTokensPerEpoch: 264,
    isEstimate: false,
    costPerEpoch: 0.0066,
    epochs: 3,
    cost: 0.0198,
  },
  rowErrors: [],
  reasons: [],
  warnings: {
    necessary: [],
    recommended: [
      "There are 12 rows. Some hundred teach more.",
      "Copies of rows before them were left out. (Records, row 13)",
    ],
  },
  systemMessage: null,
};
