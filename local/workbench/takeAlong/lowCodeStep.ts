import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { EnteredValue, TakenOperation, TakenStep } from "./takenStep";

/** A value as an integration file has it. */
interface Expression {
  type: "value" | "configVar" | "reference" | "template" | "complex";
  value: unknown;
}

/** The component in an integration file: it is private, and its latest version is meant. */
export const componentReference = (key: string) => ({ isPublic: false, key, version: "LATEST" });

/** A value as an expression; what is not to be written, such as a file, is empty. */
const expressionOf = (entered: EnteredValue): Expression => {
  if ("reference" in entered) return { type: "reference", value: entered.reference };
  if ("template" in entered) return { type: "template", value: entered.template };
  if ("list" in entered) return { type: "complex", value: entered.list.map(expressionOf) };
  if ("pairs" in entered) {
    const rows = entered.pairs.map(({ key, entry }) => ({ name: key, ...expressionOf(entry) }));
    return { type: "complex", value: rows };
  }
  return { type: "value", value: "value" in entered ? entered.value : "" };
};

/** A step as words of the designer: `createChatCompletion` as `Create Chat Completion`. */
export const stepTitle = (name: string): string =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Za-z])([0-9])/g, "$1 $2")
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());

/** What a box holds, for a person. */
const shown = (entered: EnteredValue): string => {
  if ("reference" in entered) return `reference ${entered.reference}`;
  if ("template" in entered) return `template ${entered.template}`;
  if ("file" in entered) return `the content of ${entered.file}`;
  if ("secret" in entered) return `the secret ${entered.secret}`;
  if ("list" in entered) return entered.list.map(shown).join("; ");
  if ("pairs" in entered) return entered.pairs.map(({ key, entry }) => `${key} = ${shown(entry)}`).join("; ");
  return "value" in entered ? entered.value : JSON.stringify(entered);
};

/** Lines on the inputs that no line of a file can give: groups, files and secrets. */
const leftLines = (input: Input, entered: EnteredValue): string[] => {
  if ("group" in entered) {
    const members = Object.entries(entered.group).map(([key, entry]) => {
      const label = input.inputs?.find((member) => member.key === key)?.label ?? key;
      return `  ${label}: ${shown(entry)}`;
    });
    return [`${input.label}, a group, to be entered in the designer:`, ...members];
  }
  return "file" in entered || "secret" in entered ? [`${input.label}: ${shown(entered)}`] : [];
};

/** A step of an integration file, and what is left to enter, for a comment. */
interface LowCodeStep {
  step: Record<string, unknown>;
  left: string[];
}

/** The inputs of a step as expressions, without its groups. */
export const lowCodeInputs = (
  { operation, entered }: TakenStep,
  connections: Readonly<Record<string, string>>,
): { inputs: Record<string, Expression>; left: string[] } => {
  const chosen = Object.entries(connections).map(
    ([key, value]) => [key, { type: "configVar", value }] as const,
  );
  const known = operation.inputs.flatMap((input) => {
    const value = entered[input.key];
    return value && input.type !== "connection" ? [{ input, value }] : [];
  });
  const written = known
    .filter(({ value }) => !("group" in value))
    .map(({ input, value }) => [input.key, expressionOf(value)] as const);
  const listsOfGroups = known.filter(
    ({ input, value }) => "list" in value && input.type === "structuredObject",
  );
  const inputs = Object.fromEntries([...chosen, ...written]);
  for (const { input } of listsOfGroups) delete inputs[input.key];
  return { inputs, left: known.flatMap(({ input, value }) => leftLines(input, value)) };
};

const descriptionOf = ({ label }: TakenOperation): string => `${label}, taken along from the workbench`;

/**
 * A step of a flow.
 * @param connections - the configuration variable of each connection, by the key of its input
 */
export const lowCodeStep = (
  component: string,
  step: TakenStep,
  connections: Readonly<Record<string, string>>,
): LowCodeStep => {
  const { operation, name } = step;
  const { inputs, left } = lowCodeInputs(step, connections);
  const isTrigger = operation.kind === "trigger";
  return {
    step: {
      name: stepTitle(name),
      description: descriptionOf(operation),
      action: { key: operation.key, component: componentReference(component) },
      inputs,
      ...(isTrigger && { isTrigger }),
    },
    left,
  };
};
