import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { filledText } from "../../../output/jobFields";
import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";
import type { EvaluationWish } from "./evaluationWish";
import type { FineTuneRun, TrainedDeploymentWish } from "./fineTuneRun";

/** Names in the metadata of a job. */
const names = { evaluation: "evaluation", deployment: "deployment", testFile: "test_file" } as const;

/** What the services take as one value. */
const longestValue = 512;

const withoutEmpty = (settings: object): JsonObject =>
  Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== false));

/** Where it is deployed is for the form to say: whoever creates jobs writes metadata. */
const keptDeployment = ({
  deploymentName,
  checkpoint,
  sku,
  capacity,
  contentFilterPolicy,
}: TrainedDeploymentWish) => withoutEmpty({ deploymentName, checkpoint, sku, capacity, contentFilterPolicy });

const tooLong = (what: string): string =>
  `${what} too long for the job's metadata: a flow that has the job's id alone has to fill it in.`;

/** The evaluation as text; a rubric that is too long is left out, so that the rest is known. */
const keptEvaluation = ({ wish: { evaluation }, warnings }: FineTuneRun): string => {
  const text = JSON.stringify(withoutEmpty(evaluation));
  if (text.length <= longestValue || evaluation.rubric === undefined) return text;
  warnings.add(tooLong("Rubric is"));
  return JSON.stringify(withoutEmpty({ ...evaluation, rubric: undefined, lacksRubric: true }));
};

/** What a job's metadata has to say, so that whoever has its id alone carries on; what is too long is told. */
export const metadataOf = (run: FineTuneRun): Record<string, string> => {
  const texts = [
    [names.evaluation, keptEvaluation(run)],
    [names.deployment, JSON.stringify(keptDeployment(run.wish.deployment))],
  ] as const;
  const entries = texts.filter(([name, text]) => {
    if (text.length > longestValue) run.warnings.add(tooLong(`What is filled in under ${name} is`));
    return text !== "{}" && text.length <= longestValue;
  });
  const { test } = run.found.files;
  return Object.fromEntries([...entries, ...(test === undefined ? [] : [[names.testFile, test] as const])]);
};

const parsed = (text: unknown): JsonObject => {
  if (typeof text !== "string") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
};

const textNames = [
  ...["by", "judgeModel", "rubric", "compareWith", "deploymentName", "checkpoint", "sku"],
  "contentFilterPolicy",
];
const numberNames = ["threshold", "mostRows", "capacity"];
const flagNames = ["allowWorse", "keepDeployment", "lacksRubric"];

/** Settings of the right types: metadata is open to whoever creates jobs. */
const readSettings = (text: unknown): JsonObject =>
  Object.fromEntries(
    Object.entries(parsed(text)).filter(
      ([name, value]) =>
        (textNames.includes(name) && filledText(value) !== null) ||
        (numberNames.includes(name) && typeof value === "number" && Number.isFinite(value)) ||
        (flagNames.includes(name) && value === true),
    ),
  );

/** What the metadata of a job keeps of the run that created it. */
export const keptIn = (job: FineTuningJob) => {
  const metadata = fieldsOf(job.metadata);
  return {
    evaluation: readSettings(metadata[names.evaluation]) as EvaluationWish,
    deployment: readSettings(metadata[names.deployment]) as TrainedDeploymentWish,
    testFile: filledText(metadata[names.testFile]) ?? undefined,
  };
};

/** What is asked for, and what the job keeps where the form says nothing. */
export const settledWish = <Wish extends object>(kept: Wish, asked: Wish): Wish => ({
  ...kept,
  ...(withoutEmpty(asked) as Wish),
});
