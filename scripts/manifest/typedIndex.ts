import { readFileSync } from "node:fs";
import path from "node:path";
import { outputTypeName } from "./outputTypeName";

/** The keys of the parts whose outputs have types. */
interface TypedParts {
  actions: readonly string[];
  /** Those of the actions that choose a branch of the flow. */
  branching: readonly string[];
  triggers: readonly string[];
}

/** Puts members in place of the comment with their name. */
const withMembers = (
  code: string,
  name: string,
  keys: readonly string[],
  typeOf: (key: string) => string,
): string => code.replace(`  // ${name}\n`, keys.map((key) => `  ${key}: ${typeOf(key)};\n`).join(""));

const answerType =
  (branching: readonly string[]) =>
  (key: string): string =>
    `{ ${branching.includes(key) ? "branch: string; " : ""}data: outputs.${outputTypeName(key)} }`;

/**
 * What stands in the index of a generated manifest in place of the import of its actions: they give
 * typed outputs, take groups with some of their members, and leave out the schemas of outputs, which the registry of
 * spectral 10.31.1 does not take as text.
 */
const typedActions = ({ actions, branching, triggers }: TypedParts): string =>
  withMembers(
    withMembers(
      readFileSync(path.join(__dirname, "typedActions.txt"), "utf8"),
      "actions",
      actions,
      answerType(branching),
    ),
    "triggers",
    triggers,
    (key) => `outputs.${outputTypeName(key)}`,
  );

/**
 * The index of a generated manifest with typed outputs.
 * @throws Error when the generator of spectral writes another index by now.
 */
export const typedIndex = (generated: string, parts: TypedParts): string => {
  const line = 'import actions from "./actions";\n';
  if (generated.split(line).length !== 2) {
    throw new Error(`component-manifest writes its index in another way by now: it lacks ${line.trim()}`);
  }
  return generated.replace(line, () => `${typedActions(parts)}\n`);
};
