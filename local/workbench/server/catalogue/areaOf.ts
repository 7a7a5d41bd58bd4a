import { readdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { PartKind } from "../../wire/catalogue";

const source = join(__dirname, "../../../../src");
const folders = { action: "actions", trigger: "triggers", dataSource: "dataSources" } as const;

/** A folder's name as words: `fineTuning` becomes `Fine tuning`. */
const inWords = (name: string): string => {
  const words = name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const areasIn = (folder: string): Map<string, string> => {
  const files = readdirSync(join(source, folder), { recursive: true, encoding: "utf8" });
  return new Map(
    files
      .filter((file) => file.endsWith(".ts") && dirname(file) !== ".")
      .map((file) => [basename(file, ".ts"), inWords(basename(dirname(file)))]),
  );
};

const areas = new Map<string, Map<string, string>>();

/** What a part is about: the folder of the file that is named for its key. Undefined for one that stands in none. */
export const areaOf = (kind: PartKind, key: string): string | undefined => {
  if (kind === "connection") return undefined;
  const folder = folders[kind];
  const known = areas.get(folder) ?? areasIn(folder);
  areas.set(folder, known);
  return known.get(key);
};
