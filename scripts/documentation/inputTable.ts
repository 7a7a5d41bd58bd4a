import type { InputDefinition, PartDefinition } from "./definition";
import { asCode, escapeCell, markdownTable } from "./markdownTable";

const defaultOf = ({ type, default: value }: InputDefinition): string => {
  if (value === undefined || value === null || value === "" || type === "password") return "";
  return asCode(typeof value === "string" ? value : JSON.stringify(value));
};

const collectionInWords = { valuelist: "A list of values.", keyvaluelist: "A list of keys and values." };

const commentsOf = ({ comments = "", model, collection, dataSource }: InputDefinition): string =>
  [
    escapeCell(comments),
    collection && collectionInWords[collection],
    model && `Choices: ${model.map(({ value }) => asCode(value)).join(", ")}.`,
    dataSource && `Choices come from the data source ${asCode(dataSource)}.`,
  ]
    .filter(Boolean)
    .join(" ");

/** The rows of one input; a structured object has one for itself and one for each member. */
const rowsOf = (input: InputDefinition, group?: string): string[][] => {
  const label = escapeCell(group === undefined ? input.label : `${group} › ${input.label}`);
  const name = input.required ? `${label} (required)` : label;
  const members = (input.inputs ?? []).flatMap((member) => rowsOf(member, input.label));
  return [[name, commentsOf(input), defaultOf(input)], ...members];
};

/** The inputs as a Markdown table of labels, comments with choices, and defaults. */
export const inputTable = (inputs: readonly InputDefinition[]): string =>
  markdownTable([["Input", "Comments", "Default"], ...inputs.flatMap((input) => rowsOf(input))]);

const asSentence = (text: string): string => (text === "" || text.endsWith(".") ? text : `${text}.`);

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

/** The anchor that Markdown viewers give a heading. */
export const headingAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
    .replaceAll(" ", "-");
