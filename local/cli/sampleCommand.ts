import type { EnteredForm } from "../cases/stepCase";
import type { InputFlag } from "./inputFlags";
import { programName } from "./programName";

/** A word, quoted for a shell. */
const quoted = (text: string): string =>
  /^[\w./:@,+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

/** A value for a flag. A value that begins with @ is escaped, because it would be read from a file. */
const escaped = (value: unknown): string => String(value).replace(/^@/, "@@");

const textsOf = ({ form, takesFile }: InputFlag, value: unknown): string[] => {
  if (form === "json") return [JSON.stringify(value)];
  if (form === "list" || (form === "value" && takesFile && Array.isArray(value)))
    return (value as unknown[]).map(escaped);
  if (form !== "pairs") return [escaped(value)];
  return (value as Array<{ key: string; value: unknown }>).map(
    ({ key, value: entry }) => `${key}=${escaped(entry)}`,
  );
};

/** The command that runs an operation with a form, to be typed into a shell. */
export const sampleCommand = (key: string, flags: readonly InputFlag[], form: EnteredForm): string => {
  const words = flags
    .filter(({ parent, input }) => !parent && input.key in form)
    .flatMap((flag) => textsOf(flag, form[flag.input.key]).map((text) => `${flag.name} ${quoted(text)}`));
  return [programName, key, ...words].join(" ");
};
