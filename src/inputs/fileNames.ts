import { fieldsOf } from "../text/isObject";

/** Longest name of a file that is sent. */
const longestName = 200;

// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const unfit = /["`\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;

/** The last part of a path, fit for a line of a prompt; undefined for an empty one. */
const plainName = (path: string): string | undefined =>
  path.split(/[/\\]/).at(-1)?.replace(unfit, " ").trim().slice(0, longestName).toWellFormed() || undefined;

/** The name that an earlier step gave its file; undefined for none. */
export const nameOfFile = (value: unknown): string | undefined => {
  const { fileName, filename, name } = fieldsOf(value);
  const given = [fileName, filename, name].find((one) => typeof one === "string");
  return typeof given === "string" ? plainName(given) : undefined;
};

/** The name of the file at an address; undefined where its path ends with none. */
export const nameOfAddress = (address: string): string | undefined => {
  const { pathname } = new URL(address);
  try {
    return plainName(decodeURIComponent(pathname));
  } catch {
    return plainName(pathname);
  }
};
