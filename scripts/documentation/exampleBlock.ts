type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

const lineWidth = 120;

const entriesOf = (value: object, show: (value: Json) => string): string[] =>
  Array.isArray(value)
    ? value.map(show)
    : Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}: ${show(entry)}`);

const onOneLine = (value: Json): string => {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = entriesOf(value, onOneLine).join(", ");
  if (Array.isArray(value)) return `[${entries}]`;
  return entries === "" ? "{}" : `{ ${entries} }`;
};

/** JSON with what fits into a line on one line. */
const formatJson = (value: Json, indent = ""): string => {
  const line = onOneLine(value);
  if (typeof value !== "object" || value === null || indent.length + line.length <= lineWidth) return line;
  const inner = `${indent}  `;
  const entries = entriesOf(value, (entry) => formatJson(entry, inner)).map((entry) => inner + entry);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${entries.join(",\n")}\n${indent}${close}`;
};

/** What stands at the paths, and nothing else; the entries of a list are all treated alike. */
const pick = (value: Json, paths: ReadonlyArray<readonly string[]>): Json => {
  if (paths.some((path) => path.length === 0)) return value;
  if (Array.isArray(value)) return value.map((entry) => pick(entry, paths));
  const names = new Set(paths.map(([name = ""]) => name));
  return Object.fromEntries(
    [...names].map((name) => {
      const entry = typeof value === "object" && value !== null ? value[name] : undefined;
      if (entry === undefined) throw new Error(`the example has no \`${name}\`.`);
      return [
        name,
        pick(
          entry,
          paths.filter(([first]) => first === name).map((path) => path.slice(1)),
        ),
      ];
    }),
  );
};

/**
 * An example as a block of JSON; of a large one, what a page names by paths such as `results[].output_text`.
 * @throws Error that names the property which the example does not have.
 */
export const exampleBlock = (example: unknown, paths: readonly string[] = []): string => {
  const value = JSON.parse(JSON.stringify(example)) as Json;
  const steps = paths.map((path) => path.replaceAll("[]", "").split("."));
  return `\`\`\`json\n${formatJson(steps.length === 0 ? value : pick(value, steps))}\n\`\`\``;
};
