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

/** What a job's metadata has to say, so that whoever has its id alone carries on; what is too long is told. */
export const metadataOf = ({ wish, found, warnings }: FineTuneRun): Record<string, string> => {
  const entries = (["evaluation", "deployment"] as const).flatMap((name) => {
    const settings = withoutEmpty(wish[name]);
    if (Object.keys(settings).length === 0) return [];
    const text = JSON.stringify(settings);
    if (text.length <= longestValue) return [[names[name], text] as const];
    warnings.add(
      `The settings of ${name} are too long for the job's metadata: a flow that has the job's id alone has to fill them in.`,
    );
    return [];
  });
  const { test } = found.files;
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
  ...["contentFilterPolicy", "subscriptionId", "resourceGroup", "accountName", "managementVersion"],
];
const numberNames = ["threshold", "mostRows", "capacity"];
const flagNames = ["allowWorse", "keepDeployment"];

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
