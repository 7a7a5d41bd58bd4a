import type { PreparedData } from "../../../src/tasks/fineTuning/preparedData";
import { prepareTrainingData } from "../../../src/tasks/fineTuning/prepareTrainingData";
import type { SplitName, TrainingOptions } from "../../../src/tasks/fineTuning/trainingOptions";

/** A chat row about a number. */
export const chatRow = (index: number, answer = `Answer ${index}`) => ({
  messages: [
    { role: "user", content: `What is known of ${"abcdefghij"[index % 10]?.repeat(9)} ${index * 7919}?` },
    { role: "assistant", content: answer },
  ],
});

/** So many chat rows. */
export const chatRows = (count: number) => Array.from({ length: count }, (_, index) => chatRow(index));

/** Prepares records for supervised training on OpenAI, unless the options say otherwise. */
export const prepare = (records: unknown, options: Partial<TrainingOptions> = {}, others: object = {}) =>
  prepareTrainingData(
    { records, ...others },
    { method: "supervised", service: "openai", ...options },
    () => undefined,
  );

/** The rows of a file. */
export const rowsOf = (
  { files }: PreparedData,
  name: SplitName = "training",
): Array<Record<string, unknown>> =>
  (files[name]?.bytes().toString() ?? "")
    .replace(/^\ufeff/, "")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** The reasons for which a row between good ones is wrong. */
export const reasonsFor = async (
  record: unknown,
  options: Partial<TrainingOptions> = {},
): Promise<string[]> => {
  const { rowErrors } = await prepare([record], options);
  return rowErrors.map(({ reason }) => reason);
};
