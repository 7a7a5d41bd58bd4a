import type { InputDefinition, PartDefinition } from "./definition";
import { asCode, escapeCell, markdownTable } from "./markdownTable";

const defaultOf = ({ type, default: value }: InputDefinition): string => {
  if (value === undefined || value === null || value === "" || type === "password") return "";
  return asCode(typeof value === "string" ? value : JSON.stringify(value));
};

/** A list is told by what stands in its left column, where it has one. */
const collectionInWords = ({ collection, keyLabel }: InputDefinition): string | undefined => {
  if (collection === undefined) return undefined;
  if (collection === "valuelist") return "A list of values.";
  return keyLabel === undefined
    ? "A list of keys and values."
    : `A list of keys (${escapeCell(keyLabel)}) and values.`;
};

/** A choice as it is entered, and its label where that says more. */
const choiceInWords = ({ label, value }: { label: string; value: string }): string =>
  label.toLowerCase() === value.toLowerCase() ? asCode(value) : `${escapeCell(label)} (${asCode(value)})`;

const commentsOf = ({ comments = "", model, dataSource, ...input }: InputDefinition): string =>
  [
    escapeCell(comments),
    collectionInWords(input),
    model && `Choices: ${model.map(choiceInWords).join(", ")}.`,
    dataSource && `Choices come from the data source ${asCode(dataSource)}.`,
  ]
    .filter(Boolean)
    .join(" ");

const nameOf = ({ label, required }: InputDefinition): string =>
  required ? `${escapeCell(label)} (required)` : escapeCell(label);

/** The anchor that Markdown viewers give a heading. */
export const headingAnchor = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, "")
    .replaceAll(" ", "-");

/** The heading of the chapter that describes what several actions have. */
const sharedHeading = "Shared inputs";

/** Where inputs have been described, groups' members among them: the label of an action, by the input as text. */
export type DescribedInputs = ReadonlyMap<string, string>;

/**
 * What is described before an action: by the tables of those before it, where the first describes an input for all,
 * and by the chapter of shared inputs.
 */
export const describedInputs = (
  actions: readonly PartDefinition[],
  shared: readonly InputDefinition[] = [],
): DescribedInputs => {
  const isShared = new Set(shared.map((input) => JSON.stringify(input)));
  const placesOf = ({ label, inputs }: PartDefinition) =>
    inputs.flatMap((input) => {
      const place = isShared.has(JSON.stringify(input)) ? sharedHeading : label;
      return [input, ...(input.inputs ?? [])].map((each) => [JSON.stringify(each), place] as const);
    });
  return new Map(actions.flatMap(placesOf).reverse());
};

/** The rows of a group's members. What is described before in the same form is named with a link. */
const memberRows = ({ label = "", inputs = [] }: InputDefinition, described: DescribedInputs): string[][] => {
  const group = escapeCell(label);
  const placeOf = (member: InputDefinition) => described.get(JSON.stringify(member));
  const named = (place: string | undefined) =>
    inputs.filter((member) => placeOf(member) === place).map(nameOf);
  const told = new Set<string>();
  return inputs.flatMap((member) => {
    const place = placeOf(member);
    if (place === undefined) return [[`${group} › ${nameOf(member)}`, commentsOf(member), defaultOf(member)]];
    if (told.has(place)) return [];
    told.add(place);
    const link = `As in [${escapeCell(place)}](#${headingAnchor(place)}).`;
    return [[`${group} › ${named(place).join(", ")}`, link, ""]];
  });
};

/** The rows of one input; a structured object has one for itself and some for its members. */
const rowsOf = (input: InputDefinition, described: DescribedInputs): string[][] => [
  [nameOf(input), commentsOf(input), defaultOf(input)],
  ...memberRows(input, described),
];

const tableOf = (inputs: readonly InputDefinition[], described: DescribedInputs): string =>
  markdownTable([["Input", "Comments", "Default"], ...inputs.flatMap((input) => rowsOf(input, described))]);

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
 * The inputs as a Markdown table of labels, comments with choices, and defaults. Those that the chapter of shared
 * inputs or an action before describes are not described again: they are named below the table, with a link. So are
 * members of groups that are described.
 */
export const inputTable = (
  inputs: readonly InputDefinition[],
  shared: readonly InputDefinition[] = [],
  described: DescribedInputs = new Map(),
): string => {
  const known = new Set(shared.map((input) => JSON.stringify(input)));
  const placeOf = (input: InputDefinition): string | undefined => {
    const text = JSON.stringify(input);
    return known.has(text) ? sharedHeading : described.get(text);
  };
  const own = inputs.filter((input) => placeOf(input) === undefined);
  const places = [...new Set(inputs.map(placeOf))].filter((place) => place !== undefined);
  const others = places.map((place) => {
    const names = inputs.filter((input) => placeOf(input) === place).map(nameOf);
    const link = `[${escapeCell(place)}](#${headingAnchor(place)})`;
    return `${place === sharedHeading ? link : `As in ${link}`}: ${names.join(", ")}.`;
  });
  return [own.length > 0 && tableOf(own, described), ...others].filter(Boolean).join("\n\n");
};

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
