import type { Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { Expression, FileFlow, FileStep } from "./integrationFile";
import { knownPart } from "./knownPart";
import { referenceName } from "./reference";
import type { FlowSample } from "./sampleFile";

type Row = [step: string, input: string, value: string];

/** A text in a cell of a Markdown table. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ⏎ ");

const shown = ({ type, value }: Expression): string => {
  if (type === "complex" && Array.isArray(value)) {
    return (value as Expression[])
      .map((entry) => (entry.name === undefined ? shown(entry) : `${entry.name}: ${shown(entry)}`))
      .join("; ");
  }
  if (type === "reference") return `reference \`${String(value)}\``;
  return type === "configVar" ? `configuration variable ${String(value)}` : `\`${cell(String(value))}\``;
};

/** A condition of a branch, such as `isTrue: deploy.results.isReady`. */
const conditionShown = (term: unknown): string => {
  if (!Array.isArray(term)) return "type" in Object(term) ? shown(term as Expression) : String(term);
  const [operator, ...sides] = term as unknown[];
  const words = sides.filter((side) => Object(side).value !== "").map(conditionShown);
  return operator === "and" ? words.join(" and ") : `${String(operator)} ${words.join(", ")}`;
};

const valueShown = (key: string, expression: Expression): string =>
  key === "conditions"
    ? (expression.value as Expression[])
        .map((row) => `${row.name} where ${conditionShown(row.value)}`)
        .join("; ")
    : shown(expression);

/** Inputs that say something: an empty one, and a switch of another component that is off, do not. */
const isTelling = ({ type, value }: Expression): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : value !== "" && !(type === "value" && /^(false|0|json)$/.test(String(value)));

const inputRows = (
  step: FileStep,
  inputs: readonly Input[],
  groups: Readonly<Record<string, Record<string, Expression>>>,
): Array<[string, string]> => {
  const labelOf = (list: readonly Input[], key: string): string =>
    list.find((input) => input.key === key)?.label ?? key;
  const plain = Object.entries(step.inputs)
    .filter(([, expression]) => isTelling(expression))
    .map(([key, expression]): [string, string] => [labelOf(inputs, key), valueShown(key, expression)]);
  const grouped = Object.entries(groups).flatMap(([key, members]) =>
    Object.entries(members).map(([member, expression]): [string, string] => {
      const group = inputs.find((input) => input.key === key);
      return [
        `${group?.label ?? key}, ${labelOf(group?.inputs ?? [], member)} (in the designer)`,
        shown(expression),
      ];
    }),
  );
  return [...plain, ...grouped];
};

const stepRows = (component: Component, step: FileStep, sample: FlowSample, place: string): Row[] => {
  const { key, component: owner } = step.action;
  const isTrigger = step.isTrigger === true;
  const part = owner.key === component.key ? knownPart(component, key, isTrigger) : undefined;
  const label = part
    ? (isTrigger ? component.triggers[key] : component.actions[key])?.display.label
    : `${owner.key} ${key}`;
  const title = `${place}**${step.name}**: ${label}`;
  const rows = inputRows(step, part?.inputs ?? [], sample.groups[referenceName(step.name)] ?? {});
  const own: Row[] = (rows.length > 0 ? rows : [["", ""] as [string, string]]).map(
    ([input, value], index) => [index === 0 ? title : "", input, value],
  );
  return [
    ...own,
    ...(step.steps ?? []).flatMap((inner) => stepRows(component, inner, sample, `${place}in ${step.name}: `)),
    ...(step.branches ?? []).flatMap((branch) =>
      branch.steps.flatMap((inner) => stepRows(component, inner, sample, `${place}${branch.name}: `)),
    ),
  ];
};

/** A flow as a Markdown table: its steps in their order, and what is filled in. */
export const stepTable = (component: Component, flow: FileFlow, sample: FlowSample): string =>
  [
    ["Step", "Input", "Value"],
    ["---", "---", "---"],
    ...flow.steps.flatMap((step) => stepRows(component, step, sample, "")),
  ]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");

/** The beginning and the end of a flow's table in a page. */
const marks = (flow: string): [begin: string, end: string] => [
  `<!-- steps of ${flow} -->`,
  "<!-- end of steps -->",
];

/**
 * A page with the table of each flow between its marks.
 * @throws Error where the page has no marks for a flow.
 */
export const withStepTables = (
  page: string,
  tables: ReadonlyArray<readonly [flow: string, table: string]>,
): string =>
  tables.reduce((text, [flow, table]) => {
    const [begin, end] = marks(flow);
    const from = text.indexOf(begin);
    const to = text.indexOf(end, from);
    if (from === -1 || to === -1) throw new Error(`The page lacks ${begin} and ${end}.`);
    return `${text.slice(0, from)}${begin}\n\n${table}\n\n${text.slice(to)}`;
  }, page);
