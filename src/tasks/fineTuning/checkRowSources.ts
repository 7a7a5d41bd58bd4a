import { insteadOf } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import { refuseIdle } from "../../inputs/rivalInputs";
import { findField } from "../../text/fieldValue";
import { refuseInput } from "../../text/InputError";
import { shownName } from "../../text/nearestNames";
import type { TrainingOptions } from "./trainingOptions";

/** What a field of each method is called where nobody says otherwise. */
export const usualNames = {
  prompt: "prompt",
  answer: "completion",
  preferred: "preferred",
  rejected: "rejected",
} as const;

/** The labels of the inputs that name fields. */
const fieldLabels = {
  prompt: "Prompt Field",
  answer: "Answer Field",
  rejected: "Rejected Answer Field",
} as const;

/** The inputs that make answers, and those that make worse ones. */
const answerInputs = ({ answerField, answerTemplate, rejectedField, rejectedTemplate }: TrainingOptions) => ({
  answer: [
    [fieldLabels.answer, answerField],
    [answerTemplate?.label ?? "", answerTemplate],
  ] as const,
  rejected: [
    [fieldLabels.rejected, rejectedField],
    [rejectedTemplate?.label ?? "", rejectedTemplate],
  ] as const,
});

/** @throws InputError that names an input that rows of the method do not use. */
export const checkMethod = (options: TrainingOptions): void => {
  const { method } = options;
  const { answer, rejected } = answerInputs(options);
  const unused = [
    ...(method === "reinforcement" ? answer : []),
    ...(method === "preference" ? [] : rejected),
  ];
  for (const given of unused) refuseIdle(given, `rows of ${method} training do not use it`);
};

/** @throws InputError that names an input that makes rows, where the records are rows already. */
export const checkNothingIsMade = (options: TrainingOptions): void => {
  for (const given of Object.values(answerInputs(options)).flat())
    refuseIdle(
      given,
      "the records are ready rows, which are taken as they are",
      "Leave it empty, or enter Prompt Field or Prompt Template as well to make other rows of them.",
    );
};

/** @throws InputError that names the input whose field no record has. */
export const checkFields = (options: TrainingOptions, samples: readonly DataRecord[]): void => {
  const { method } = options;
  const isPreference = method === "preference";
  const asked: Array<[label: string, isFilled: unknown, name: string]> = [
    [fieldLabels.prompt, options.promptTemplate, options.promptField ?? usualNames.prompt],
  ];
  if (method !== "reinforcement")
    asked.push([
      fieldLabels.answer,
      options.answerTemplate,
      options.answerField ?? (isPreference ? usualNames.preferred : usualNames.answer),
    ]);
  if (isPreference)
    asked.push([
      fieldLabels.rejected,
      options.rejectedTemplate,
      options.rejectedField ?? usualNames.rejected,
    ]);
  for (const [label, isFilled, name] of asked) {
    if (isFilled || samples.length === 0 || samples.some((record) => findField(record, name))) continue;
    refuseInput(label, `${shownName(name)} is a field of no record.`, insteadOf(name, samples).trim());
  }
};
