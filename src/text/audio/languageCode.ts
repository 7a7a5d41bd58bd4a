import { Memory } from "../Memory";

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Codes by the English names of their languages, made when the first name is looked up. */
const known = new Memory<ReadonlyMap<string, string>>(1);

/** Names of the services' own, and those that have two codes. */
const otherNames: ReadonlyArray<readonly [name: string, code: string]> = [
  ["bengali", "bn"],
  ["maori", "mi"],
  ["myanmar", "my"],
  ["nynorsk", "nn"],
  ["romanian", "ro"],
  ["tagalog", "tl"],
  ["yiddish", "yi"],
  ["cantonese", "yue"],
  ["mandarin", "zh"],
  ["castilian", "es"],
  ["flemish", "nl"],
  ["moldavian", "ro"],
];

const codesByName = (): ReadonlyMap<string, string> => {
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  const pairs = [...letters].flatMap((first) =>
    [...letters].flatMap((second) => {
      const name = names.of(first + second)?.toLowerCase();
      return name === undefined ? [] : [[name, first + second] as const];
    }),
  );
  // Of two codes with one name, such as "he" and "iw", the older one comes later in the alphabet, but for otherNames.
  return new Map([...pairs.reverse(), ...otherNames]);
};

const code = /^([a-z]{2,3})([-_][a-z\d]{1,8}){0,3}$/;

/** The ISO code of a language that a service names by a word or a code; null for one that is not known. */
export const languageCode = (language: string | null): string | null => {
  const name = language?.trim().toLowerCase() ?? "";
  return code.exec(name)?.[1] ?? known.recall("names", codesByName).get(name) ?? null;
};
