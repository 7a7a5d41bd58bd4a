import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { inputFlags } from "../../cli/inputFlags";
import type { TakenText } from "../wire/takenText";
import { commandWords, flagNamesOf, resultFile } from "./commandWords";
import { connectionVariables } from "./connectionVariables";
import { fillInNotes } from "./fillInNotes";
import { isPlain, plainValue } from "./plainValue";
import { hereDocument, shellComment, shellWord } from "./shellWord";
import { stepsInOrder } from "./stepsInOrder";
import type { EnteredValue, TakenStep } from "./takenStep";

const title = "Command line";

/** The inputs of a step as words, and those that no word can hold. */
interface Arguments {
  words: string[];
  /** For the file of --input. */
  inFile: Record<string, unknown>;
  /** Labels of what can't be written either way. */
  lost: string[];
}

const setIn = (target: Record<string, unknown>, path: readonly string[], value: unknown): void => {
  const [first = "", ...rest] = path;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  target[first] ??= {};
  setIn(target[first] as Record<string, unknown>, rest, value);
};

const argumentsOf = ({ operation, entered }: TakenStep): Arguments => {
  const flags = inputFlags(operation.inputs);
  const names = flagNamesOf(flags);
  const found: Arguments = { words: [], inFile: {}, lost: [] };
  const take = (key: string, value: EnteredValue, group?: string): void => {
    const flag = flags.find(({ input, parent }) => input.key === key && parent?.key === group);
    if ("group" in value && group === undefined && flags.some(({ parent }) => parent?.key === key)) {
      if (Object.keys(value.group).length === 0) found.inFile[key] = {};
      for (const [member, entry] of Object.entries(value.group)) take(member, entry, key);
      return;
    }
    const words = flag && commandWords(flag, value, names);
    const path = group === undefined ? [key] : [group, key];
    if (!flag) found.lost.push(key);
    else if (words) found.words.push(...words);
    else if (isPlain(value)) setIn(found.inFile, path, plainValue(value));
    else found.lost.push(flag.input.label);
  };
  for (const [key, value] of Object.entries(entered)) take(key, value);
  return found;
};

/** JSON without characters that a terminal acts on. */
const jsonFor = (value: unknown): string =>
  JSON.stringify(value, null, 2).replaceAll(
    /[\u007f-\u009f\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

const commandOf = (step: TakenStep, { words, inFile }: Arguments, isLast: boolean): string[] => {
  const hasFile = Object.keys(inFile).length > 0;
  const file = `${step.operation.key}.input.json`;
  const options = [...(hasFile ? [`--input ${file}`] : []), ...words];
  const command = [`npm run --silent cli -- ${step.operation.key}`, ...options];
  const isShort = command.join(" ").length <= 100;
  const output = isLast ? "" : ` > ${shellWord({ text: resultFile(step.name) })}`;
  return [
    ...(hasFile ? [`cat > ${file}${hereDocument(jsonFor(inFile), "JSON")}`] : []),
    `${command.join(isShort ? " " : " \\\n  ")}${output}`,
  ];
};

/** The lines that describe the connections, and notes on what they can't say. */
const connectionLines = (component: Component, steps: readonly TakenStep[]) => {
  const [lines, notes] = [new Set<string>(), new Set<string>()];
  for (const { operation, connections } of steps) {
    for (const [key, connection] of Object.entries(connections)) {
      const label = operation.inputs.find((input) => input.key === key)?.label ?? key;
      const variables = connectionVariables(component, connection, key === "connection" ? "" : "FALLBACK_");
      if (!variables) {
        notes.add(
          `${label}: the command line has no connection of this kind; see \`npm run cli -- --help\`.`,
        );
        continue;
      }
      if (variables.unset.length > 0) lines.add(`unset ${variables.unset.join(" ")}`);
      for (const [name, value] of variables.values) lines.add(`export ${name}=${shellWord({ text: value })}`);
      for (const name of variables.secrets) lines.add(`: "\${${name}:?Set it first.}"`);
      if (variables.secrets.length > 0) notes.add(`Set ${variables.secrets.join(", ")} before.`);
      if (variables.leftOut.length > 0)
        notes.add(`${label}: the command line has no variable for ${variables.leftOut.join(", ")}.`);
    }
  }
  return { lines: [...lines], notes: [...notes] };
};

/** A step and those that it refers to as commands for bash. */
export const commandLine = (component: Component, step: TakenStep): TakenText => {
  if (step.operation.kind === "trigger") {
    const { key } = step.operation;
    const flags = key === "webhook" ? "--port 4020" : `--state ${key}.json`;
    const notes = [
      `The command line has it with flags of its own: azure-openai ${key} ${flags}, and azure-openai ${key} --help.`,
    ];
    return { form: "commandLine", title, notes, parts: [] };
  }
  const steps = stepsInOrder(step);
  const connections = connectionLines(component, steps);
  const commands = steps.map((each) => ({ each, found: argumentsOf(each) }));
  const lost = commands.flatMap(({ found }) => found.lost);
  const text = [
    shellComment(`${step.operation.label}, run in the folder of the connector`),
    ...connections.lines,
    ...commands.flatMap(({ each, found }) => commandOf(each, found, each === step)),
  ].join("\n");
  const notes = [
    ...connections.notes,
    ...fillInNotes(steps, "the folder that the command is run in"),
    ...(steps.length > 1 ? ["The results of earlier steps are read by jq."] : []),
    ...lost.map((label) => `${label} is left out: it refers to other values inside a list or a group.`),
  ];
  return {
    form: "commandLine",
    title,
    notes,
    parts: [{ name: `${step.operation.key}.sh`, language: "bash", text: `${text}\n` }],
  };
};
