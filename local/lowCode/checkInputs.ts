import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { Expression, IntegrationFile } from "./integrationFile";

type Entered = Readonly<Record<string, Expression>>;

const choiceProblem = ({ label, model }: Input, { type, value }: Expression): string[] => {
  const choices = model?.map((choice) => choice.value) ?? [];
  if (type !== "value" || choices.length === 0 || value === "" || choices.includes(String(value))) return [];
  return [`${label} is ${String(value)}, and can be ${choices.join(", ")}.`];
};

const literalProblem = (
  { label, type, language }: Input & { language?: string },
  { value }: Expression,
): string[] => {
  const text = String(value);
  if (type === "boolean" && !["true", "false", ""].includes(text)) return [`${label} is true or false.`];
  if (type !== "code" || language !== "json" || text === "") return [];
  try {
    JSON.parse(text);
    return [];
  } catch {
    return [`${label} is no JSON.`];
  }
};

const connectionProblem = (
  { label }: Input,
  { type, value }: Expression,
  { requiredConfigVars }: IntegrationFile,
): string[] => {
  const variable = requiredConfigVars.find(({ key }) => key === value);
  return type === "configVar" && variable?.dataType === "connection"
    ? []
    : [`${label} is a configuration variable that holds a connection.`];
};

const inputProblem = (input: Input, expression: Expression, file: IntegrationFile): string[] => {
  if (input.type === "connection") return connectionProblem(input, expression, file);
  if (input.type === "structuredObject") {
    return [`${input.label} is a group, which is entered in the designer: no file shows how one is written.`];
  }
  const isList = Boolean(input.collection);
  if (isList && expression.type === "value")
    return [`${input.label} is a list: it is complex, or a reference.`];
  if (!isList && expression.type === "complex") return [`${input.label} is no list.`];
  if (expression.type === "complex") {
    return (expression.value as Expression[]).flatMap((entry) => choiceProblem(input, entry));
  }
  return [
    ...choiceProblem(input, expression),
    ...(expression.type === "value" ? literalProblem(input, expression) : []),
  ];
};

const isEntered = (expression: Expression | undefined): boolean =>
  expression !== undefined && (expression.value ?? "") !== "";

/** Credentials are empty in a file, and filled in when it is deployed. */
const isSecret = ({ type }: Input): boolean => (type as string) === "password";

const groupProblems = (
  inputs: readonly Input[],
  groups: Readonly<Record<string, Entered>>,
  file: IntegrationFile,
) =>
  Object.entries(groups).flatMap(([key, members]) => {
    const group = inputs.find((input) => input.key === key && input.type === "structuredObject");
    return group
      ? checkInputs(group.inputs ?? [], members, {}, file).map((problem) => `${group.label}: ${problem}`)
      : [`there is no group ${key}.`];
  });

/** In what the values of a form do not fit its inputs, those that are missing among them. */
export const checkInputs = (
  inputs: readonly Input[],
  entered: Entered,
  groups: Readonly<Record<string, Entered>>,
  file: IntegrationFile,
): string[] => [
  ...Object.entries(entered).flatMap(([key, expression]) => {
    const input = inputs.find((candidate) => candidate.key === key);
    return input ? inputProblem(input, expression, file) : [`there is no input ${key}.`];
  }),
  ...inputs
    .filter((input) => input.required && !isSecret(input) && (input.default ?? "") === "")
    .filter(({ key }) => !isEntered(entered[key]) && !groups[key])
    .map(({ label }) => `${label} is required.`),
  ...groupProblems(inputs, groups, file),
];
