import type { InputDefinition, PartDefinition } from "./definition";
import { asCode, escapeCell, markdownTable } from "./markdownTable";

const defaultOf = ({ type, default: value }: InputDefinition): string => {
  if (value === undefined || value === null || value === "" || type === "password") return "";
  return asCode(typeof value === "string" ? value : JSON.stringify(value));
};

const collectionInWords = { valuelist: "A list of values.", keyvaluelist: "A list of keys and values." };

const choiceInWords = ({ label, value }: { label: string; value: string }): string =>
  label === value ? asCode(value) : `${escapeCell(label)} (${asCode(value)})`;

const commentsOf = ({ comments = "", model, collection, dataSource }: InputDefinition): string =>
  [
    escapeCell(comments),
    collection && collectionInWords[collection],
    model && `Choices: ${model.map(choiceInWords).join(", ")}.`,
    dataSource && `Choices come from the data source ${asCode(dataSource)}.`,
  ]
    .filter(Boolean)
    .join(" ");

const nameOf = ({ label, required }: InputDefinition): string =>
  required ? `${escapeCell(label)} (required)` : escapeCell(label);

/** The rows of one input; a structured object has one for itself and one for each member. */
const rowsOf = (input: InputDefinition, group?: string): string[][] => {
  const name = group === undefined ? nameOf(input) : `${escapeCell(group)} › ${nameOf(input)}`;
  const members = (input.inputs ?? []).flatMap((member) => rowsOf(member, input.label));
  return [[name, commentsOf(input), defaultOf(input)], ...members];
};

const tableOf = (inputs: readonly InputDefinition[]): string =>
  markdownTable([["Input", "Comments", "Default"], ...inputs.flatMap((input) => rowsOf(input))]);

/** How many actions have an input when it is described once for all. */
const fewestSharers = 3;

/** The inputs that several actions have in the very same form. */
export const sharedInputs = (actions: readonly PartDefinition[]): InputDefinition[] => {
  const all = actions.flatMap(({ inputs }) => inputs.map((input) => [JSON.stringify(input), input] as const));
  return [...new Map(all)].flatMap(([text, input]) =>
    all.filter(([other]) => other === text).length < fewestSharers ? [] : [input],
  );
};

/**
 * The inputs as a Markdown table of labels, comments with choices, and defaults. Shared ones are not described again:
 * they are named below the table, with a link to the chapter that does.
 */
export const inputTable = (
  inputs: readonly InputDefinition[],
  shared: readonly InputDefinition[] = [],
): string => {
  const known = new Set(shared.map((input) => JSON.stringify(input)));
  const isShared = (input: InputDefinition): boolean => known.has(JSON.stringify(input));
  const own = inputs.filter((input) => !isShared(input));
  const others = inputs.filter(isShared).map(nameOf);
  return [
    own.length > 0 && tableOf(own),
    others.length > 0 && `[Shared inputs](#shared-inputs): ${others.join(", ")}.`,
  ]
    .filter(Boolean)
    .join("\n\n");
};

const asSentence = (text: string): string => (text === "" || text.endsWith(".") ? text : `${text}.`);

/** The anchor that Markdown viewers give a heading. */
export const headingAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
    .replaceAll(" ", "-");

/** The parts of one kind with their keys and what each is for, linked to their headings below. */
export const overviewTable = (title: string, parts: readonly PartDefinition[]): string =>
  markdownTable([
    [title, "Key", "What it does"],
    ...parts.map(({ key, label, description }) => [
      `[${escapeCell(label)}](#${headingAnchor(label)})`,
      asCode(key),
      asSentence(escapeCell(description)),
    ]),
  ]);
