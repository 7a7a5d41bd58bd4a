import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { cleanRecords } from "../../src/inputs/records";
import { noticesOf } from "../../src/text/notices";
import { csvText } from "../../src/text/tables/writeTable";
import { fuzzCases } from "./fuzzCases";
import { pick, type Random } from "./strangeValues";

const { unparse } = require("papaparse") as {
  unparse(table: { fields: string[]; data: string[][] }, settings: object): string;
};

const pieces = [
  "a",
  "1,5",
  ";",
  "\t",
  "|",
  ",",
  '"',
  '""',
  "\n",
  "\r\n",
  " ",
  "'",
  "\\",
  '\\"',
  "Zo\u00eb",
  "{",
  "[",
  "=1",
  "\u{1f44b}",
  ": ",
];
const names = [
  "id",
  "name",
  "Pr\u00e9nom",
  "a;b",
  "x, y",
  'the "n"',
  "__proto__",
  "constructor",
  "2024",
  "two\nlines",
  "tab\there",
  "c|d",
];

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));
const textOf = (random: Random): string =>
  Array.from({ length: upTo(random, 4) }, () => pick(random, pieces)).join("");

/** Without quotes around them, such names may be two, and nobody could tell. */
const isAmbiguous = (name: string): boolean => /[;,\t|]/.test(name);

/** Names that are all different, and rows with something in each. */
const tableOf = (random: Random, isQuoted = true): { fields: string[]; data: string[][] } => {
  const usable = names.filter((name) => isQuoted || !isAmbiguous(name));
  const fields = [...new Set(Array.from({ length: 2 + upTo(random, 4) }, () => pick(random, usable)))];
  if (fields.length === 1) fields.push("more");
  const data = Array.from({ length: 1 + upTo(random, 6) }, () => [
    `x${textOf(random)}`,
    ...fields.slice(1).map(() => textOf(random)),
  ]);
  return { fields, data };
};

/** What has to come out; line ends within cells become line feeds. */
const recordsOf = ({ fields, data }: ReturnType<typeof tableOf>) =>
  data.map((row) =>
    Object.fromEntries(fields.map((name, column) => [name, (row[column] ?? "").replaceAll("\r\n", "\n")])),
  );

/** A text in one of the ways in which files come. */
const fileOf = (text: string, random: Random): unknown =>
  pick(random, [text, `\ufeff${text}`, Buffer.from(text), { data: Buffer.from(`\ufeff${text}`, "utf16le") }]);

const faultIn = (table: ReturnType<typeof tableOf>, given: unknown, text: string): string | undefined => {
  const expected = JSON.stringify(recordsOf(table));
  try {
    const records = cleanRecords(given);
    const found = JSON.stringify(records);
    const notices = noticesOf(records).join(" ");
    return found === expected && notices === ""
      ? undefined
      : `${found} ${notices} in place of ${expected}, of ${JSON.stringify(text)}`;
  } catch (error) {
    return `${(error as Error).message} Of ${JSON.stringify(text)}`;
  }
};

fuzzCases("a table that papaparse wrote is read as it was, whatever its cells hold", async (number) => {
  const random = seededRandom(number);
  const quotes = random() < 0.5;
  const table = tableOf(random, quotes);
  const text = unparse(table, {
    delimiter: pick(random, [",", ";", "\t", "|"]),
    newline: pick(random, ["\n", "\r\n"]),
    quotes,
  });
  return faultIn(table, fileOf(text, random), text);
});

fuzzCases("records that come out as CSV are read as they were", async (number) => {
  const random = seededRandom(number);
  const table = tableOf(random);
  const text = csvText(recordsOf(table), false);
  return faultIn(table, fileOf(text, random), text);
});
