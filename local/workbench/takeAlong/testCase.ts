import { existsSync } from "node:fs";
import { join } from "node:path";
import { casePath, findCase, type PartKind } from "../../cases/loadCase";
import type { TakenPart, TakenText } from "../wire/takenText";
import { CodeNames } from "./codeNames";
import { type CodeTerms, codeObject, codeText } from "./codeValue";
import { fillInNotes, referencesOf } from "./fillInNotes";
import { isPlain } from "./plainValue";
import { parseReference } from "./references";
import { stepsInOrder } from "./stepsInOrder";
import type { EnteredValue, EnteredValues, TakenStep } from "./takenStep";
import { testOfCase } from "./testOfCase";

const title = "Test case";

const kindOf = ({ operation }: TakenStep): PartKind => `${operation.kind}s`;

/** A secret of a case is read when it runs. */
const secret = (name: string): string => `process.env[${codeText(name)}] ?? ""`;
const file = (name: string): string => codeText(`Fill in the content of ${name}`);

/** References and templates are samples, which what is prepared replaces. */
const sampleTerms: CodeTerms = {
  reference: codeText,
  template: codeText,
  secret,
  file,
  isTyped: false,
};

/** The connections that a case chooses, by any text: each but the one that every step has. */
const withConnections = ({ operation, entered, connections }: TakenStep): EnteredValues => {
  const chosen = operation.inputs.filter(
    ({ key, required }) => key in connections && !(key === "connection" && required),
  );
  const text = (key: string) => (key === "connection" ? "A connection" : "Another connection");
  return { ...entered, ...Object.fromEntries(chosen.map(({ key }) => [key, { value: text(key) }])) };
};

/** The least that has to be entered: what is required, and what the step's case says. */
const leastOf = (step: TakenStep): EnteredValues => {
  const required = step.operation.inputs.filter((input) => input.required && (input.default ?? "") === "");
  const known = findCase(kindOf(step), step.operation.key)?.required ?? {};
  const keys = new Set([...required.map(({ key }) => key), ...Object.keys(known)]);
  const least = Object.entries(step.entered).filter(([key]) => keys.has(key));
  const isEnough = Object.keys(known).every((key) => key in step.entered);
  return isEnough ? Object.fromEntries(least) : step.entered;
};

/** Everything in a step that comes from earlier ones, as it stands in the form. */
const samplesIn = (entered: EnteredValue): EnteredValue[] => {
  if ("list" in entered) return entered.list.flatMap(samplesIn);
  if ("pairs" in entered) return entered.pairs.flatMap(({ entry }) => samplesIn(entry));
  if ("group" in entered) return Object.values(entered.group).flatMap(samplesIn);
  return "reference" in entered || "template" in entered ? [entered] : [];
};

const sampleText = (entered: EnteredValue): string =>
  "reference" in entered ? entered.reference : "template" in entered ? entered.template : "";

/** Runs the earlier steps, and gives what the samples stand for; "" where no step comes before. */
const prepareCode = (step: TakenStep): string => {
  const before = stepsInOrder(step).filter((each) => each !== step && each.operation.kind === "action");
  const names = new CodeNames(before);
  const terms: CodeTerms = {
    reference: (reference) => names.reading(reference),
    secret,
    file,
    isTyped: false,
  };
  const isKnown = (reference: string) => before.some(({ name }) => name === parseReference(reference)?.step);
  const samples = Object.fromEntries(
    Object.values(step.entered)
      .flatMap(samplesIn)
      .map((sample) => [sampleText(sample), sample]),
  );
  if (before.length === 0 || !referencesOf(step).some(isKnown)) return "";
  const runs = before.map((each) => {
    const form = codeObject(withConnections(each), each.operation.inputs, terms, "    ");
    return `    const ${names.of(each)} = await run(${codeText(each.operation.key)}, ${form});\n`;
  });
  return `  prepare: async (run) => {\n${runs.join("")}    return ${codeObject(samples, [], terms, "    ")};\n  },\n`;
};

const caseCode = (step: TakenStep): string => {
  const { key, label, inputs, kind } = step.operation;
  const known = findCase(kindOf(step), key);
  const type = kind === "trigger" ? "TriggerCase" : "StepCase";
  const needs = known?.needs === undefined ? "" : `  needs: ${codeText(known.needs)},\n`;
  const events = known?.deliveries;
  const deliveries =
    events === undefined
      ? ""
      : `  deliveries: ${JSON.stringify(events, null, 2).replaceAll("\n", "\n  ")},\n`;
  return `import type { ${type} } from "../stepCase";

/** ${label}, taken along from the workbench. */
export const ${key}: ${type} = {
  required: ${codeObject(leastOf(step), inputs, sampleTerms, "  ")},
  every: [
    ${codeObject(withConnections(step), inputs, sampleTerms, "    ")},
  ],
${prepareCode(step)}${needs}${deliveries}};
`;
};

const root = join(__dirname, "../../..");

/** A step as a case, with what it refers to as its preparation, and the test that runs it. */
export const testCase = (step: TakenStep): TakenText => {
  const { key, kind } = step.operation;
  const name = casePath(kindOf(step), key);
  const parts: TakenPart[] = [{ name, language: "typescript", text: caseCode(step) }];
  if (kind !== "trigger") parts.push(testOfCase(step.operation));
  const isComplete = Object.values(step.entered).every(
    (value) => isPlain(value) || samplesIn(value).length > 0,
  );
  const notes = [
    "Run `npm run format` once the files are in place.",
    ...(existsSync(join(root, name)) ? [`${name} is there already: add the form to its every.`] : []),
    ...(kind === "trigger" ? ["`npx jest test/cases/triggers` runs it: a trigger is no step."] : []),
    ...(isComplete ? [] : fillInNotes([step], "the case, as text")),
  ];
  return { form: "testCase", title, notes, parts };
};
