import type { Advice } from "./TrainingReport";
import type { SplitName, TrainingMethod, TrainingService } from "./trainingOptions";

/** What is known of the files that rows would make. */
interface FileFacts {
  method: TrainingMethod;
  service: TrainingService;
  rows: Readonly<Record<SplitName, number>>;
  bytes: Readonly<Record<SplitName, number>>;
  asked: Readonly<Record<SplitName, number>>;
  reached: Readonly<Record<SplitName, number>>;
  imageRows: number;
  largestGroup: number;
  trainingTokens: number;
  epochs: number | undefined;
  nearDuplicates: { rows: number; unchecked: number };
}

/** Rows that a training file has at least (both services' guides). */
const fewestRows = 10;
/** Bytes of a file (Azure's and OpenAI's file references). */
const mostBytes = 512_000_000;
/** Jobs with larger uploads to Azure are reported to fail, which contradicts its reference. */
const doubtedBytes = 100_000_000;
const mostImageRows = 50_000;
/** Rows of reinforcement training, as users name them. */
const reinforcementRows = { training: 50_000, validation: 1_000 } as const;
/** Tokens times epochs of a job (Azure's quotas and limits). */
const mostTrainingTokens = 2_000_000_000;
/** Below so many pairs, the usual three epochs make a model worse. */
const fewPairs = 500;
const usualEpochs = 3;
/** Fewer validation rows say nothing of a curve. */
const tellingRows = 10;
const shareTolerance = 0.05;

const inPercent = (share: number): string => `${Math.round(share * 100)}%`;

const necessaryOf = ({
  method,
  service,
  rows,
  bytes,
  imageRows,
  trainingTokens,
  epochs,
}: FileFacts): string[] => [
  ...(rows.training < fewestRows
    ? [
        `The training file has ${rows.training} rows after the split, and the services take ${fewestRows} at least. Add rows, or enter smaller shares.`,
      ]
    : []),
  ...(method === "reinforcement" && rows.validation === 0
    ? [
        "Reinforcement training needs a validation file. Enter a larger Validation Share, or Validation Records.",
      ]
    : []),
  ...(Math.max(bytes.training, bytes.validation) > mostBytes
    ? [
        `A file has more than ${mostBytes / 1e6} MB, the most that the services take. Use fewer or shorter rows.`,
      ]
    : []),
  ...(imageRows > mostImageRows
    ? [`${imageRows} rows have images, and the services take ${mostImageRows}. Use fewer.`]
    : []),
  ...(service === "azure" && trainingTokens * (epochs ?? 1) > mostTrainingTokens
    ? [
        `Training would take ${trainingTokens * (epochs ?? 1)} tokens, and Azure takes ${mostTrainingTokens} in a job. Use fewer rows or epochs.`,
      ]
    : []),
];

const splitAdvice = ({ rows, asked, reached, largestGroup }: FileFacts): string[] => {
  const total = rows.training + rows.validation + rows.test;
  const missed = (["validation", "test"] as const).filter(
    (name) => Math.abs(asked[name] - reached[name]) > shareTolerance,
  );
  return [
    ...missed.map(
      (name) =>
        `The ${name} file has ${inPercent(reached[name])} of the rows in place of ${inPercent(asked[name])}: groups, and rows with one prompt, are never parted.`,
    ),
    ...(largestGroup * 2 > total && total > fewestRows
      ? [`One group has ${largestGroup} of ${total} rows: the other files show little of what it holds.`]
      : []),
    ...(rows.validation > 0 && rows.validation < tellingRows
      ? [`The validation file has ${rows.validation} rows: its losses say little below ${tellingRows}.`]
      : []),
  ];
};

const recommendedOf = (facts: FileFacts): string[] => {
  const { method, service, rows, bytes, epochs, nearDuplicates } = facts;
  const isTooLong =
    method === "reinforcement" &&
    (["training", "validation"] as const).some((name) => rows[name] > reinforcementRows[name]);
  return [
    ...splitAdvice(facts),
    ...(nearDuplicates.rows > 0
      ? [
          `${nearDuplicates.rows} rows of validation and test have nearly the prompt of a row of another file: what is measured with them looks better than it is. overlaps.nearDuplicates names the first.`,
        ]
      : []),
    ...(nearDuplicates.unchecked > 0
      ? [
          `${nearDuplicates.unchecked} rows of validation and test were not compared with the prompts of the other files, as there were too many: some may be nearly the same.`,
        ]
      : []),
    ...(service === "azure" && Math.max(bytes.training, bytes.validation) > doubtedBytes
      ? [
          `A file has more than ${doubtedBytes / 1e6} MB. Azure documents 512 MB, but jobs with uploads of this size are reported to fail: where one does, import the file from a blob under its name, or use fewer rows.`,
        ]
      : []),
    ...(isTooLong
      ? [
          `Reinforcement training is known to take ${reinforcementRows.training} training and ${reinforcementRows.validation} validation rows at most.`,
        ]
      : []),
    ...(method === "preference" && rows.training < fewPairs && (epochs ?? usualEpochs) >= usualEpochs
      ? [
          `With fewer than ${fewPairs} pairs, ${usualEpochs} epochs are known to make a model worse: train one or two.`,
        ]
      : []),
  ];
};

/** What has to be mended before the service takes the files, and what would be better. */
export const adviseOnFiles = (facts: FileFacts): Advice => ({
  necessary: necessaryOf(facts),
  recommended: recommendedOf(facts),
});
