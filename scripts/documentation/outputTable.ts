import type { OutputDefinition } from "./definition";
import { asCode, escapeCell, markdownTable } from "./markdownTable";

const descriptionOf = (path: string, { description }: OutputDefinition): string => {
  if (description === undefined) throw new Error(`describe \`${path}\` in the shape of the output.`);
  return description;
};

/**
 * The property at a path such as `results[].error`.
 * @throws Error that names the path when the output has no such property.
 */
export const outputAt = (output: OutputDefinition, path: string): OutputDefinition =>
  path.split(".").reduce((at, step) => {
    const name = step.replace(/\[\d*\]$/, "");
    const property = at.properties?.[name];
    const found = name === step ? property : property?.items;
    if (!found) throw new Error(`the output has no \`${path}\`.`);
    return found;
  }, output);

/**
 * The properties of an output as a Markdown table: those at its top in their order, with the deeper ones that a page
 * names behind the one that they are in. Properties with the same description share a row.
 * @throws Error that names the property which has no description, or does not exist.
 */
export const outputTable = (output: OutputDefinition, deeper: readonly string[] = []): string => {
  for (const path of deeper) outputAt(output, path);
  const rows = new Map<string, string[]>();
  const add = (path: string, property: OutputDefinition): void => {
    const description = descriptionOf(path, property);
    rows.set(description, [...(rows.get(description) ?? []), asCode(path)]);
  };
  for (const [name, property] of Object.entries(output.properties ?? {})) {
    add(name, property);
    for (const path of deeper) if (path.split(/[.[]/)[0] === name) add(path, outputAt(output, path));
  }
  return markdownTable([
    ["Field", "What it holds"],
    ...[...rows].map(([description, paths]) => [paths.join(", "), escapeCell(description)]),
  ]);
};
