import type { InputFlag } from "./inputFlags";

const mostHints = 3;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Labels that are words of services' sentences as well: they count where nothing but the box is meant. */
const whereMeant: Readonly<Record<string, string>> = { API: "(?=:| in Model Settings)" };

/** The form's labels, with the flag or variable of each. */
export const labelsOf = (
  flags: readonly InputFlag[],
  variables: Readonly<Record<string, string>>,
): Map<string, string> =>
  new Map([
    ...Object.entries(variables),
    ...flags.map(({ input, name }) => [input.label, name] as const),
    // Advice names an input without the unit after its label.
    ...flags.map(({ input, name }) => [input.label.replace(/ \([^)]*\)$/, ""), name] as const),
  ]);

/**
 * The connector's errors speak the language of the form; this adds the flag or variable behind each label that a
 * message names, " (API Key: AZURE_OPENAI_API_KEY)".
 */
export const withHints = (message: string, labels: ReadonlyMap<string, string>): string => {
  const hints: string[] = [];
  let rest = message;
  for (const label of [...labels.keys()].toSorted((left, right) => right.length - left.length)) {
    const pattern = new RegExp(`(?<![\\w/-])${escaped(label)}(?![\\w-])${whereMeant[label] ?? ""}`);
    if (!pattern.test(rest)) continue;
    // A label inside a longer one does not count.
    rest = rest.replaceAll(new RegExp(pattern, "g"), "\0");
    const hint = `${label}: ${labels.get(label)}`;
    if (!hints.some((known) => known.endsWith(` ${labels.get(label)}`))) hints.push(hint);
  }
  return hints.length === 0 ? message : `${message} (${hints.slice(0, mostHints).join("; ")})`;
};
