import { refuseInput } from "../InputError";
import { cutRows } from "./cutRows";
import { isBlankRow } from "./isBlankCell";

const candidates = [
  { sign: ";", name: "semicolons" },
  { sign: "\t", name: "tabs" },
  { sign: "|", name: "bars" },
  { sign: ",", name: "commas" },
] as const;
type Candidate = (typeof candidates)[number];

/** Separates nothing in a text: the table has one column. */
const noDelimiter = "\u001f";
const sampleRows = 20;
const sampleLength = 200_000;

/** How a delimiter would cut the header and the first rows. */
type Cut = Candidate & {
  columns: number;
  widths: number[];
  /** True where a quote is still open at the end of what was looked at. */
  isOpen: boolean;
  /** Columns that the rows have as well: the most is likely what the writer meant. */
  score: number;
};

/** The share of cells that have whole quotes: a wrong delimiter cuts cells in quotes to pieces. */
const wholeShare = (rows: readonly string[][], isMalformed: boolean): number => {
  const cells = rows.flat();
  const whole = cells.filter((cell) => cell.split('"').length % 2 === 1).length;
  return (whole / Math.max(1, cells.length)) * (isMalformed ? 0.1 : 1);
};

const cutBy = (candidate: Candidate, sample: string): Cut => {
  const cut = cutRows(sample, candidate.sign, '"', sampleRows);
  const isOpen = cut.openAt !== undefined;
  const rows = cut.rows.filter((row) => !isBlankRow(row));
  const [columns = 0, ...widths] = rows.map((row) => row.length);
  const even = widths.filter((width) => width === columns).length;
  const share = widths.length === 0 ? 1 : even / widths.length;
  const score = columns < 2 ? 0 : columns * share * wholeShare(rows, isOpen || cut.strayRows.length > 0);
  return { ...candidate, columns, widths, isOpen, score };
};

const refuseHeader = (label: string, { name, widths }: Cut): never =>
  refuseInput(
    label,
    `its first line has one cell, and the next have ${widths[0]}, separated by ${name}.`,
    "Its first line has to hold the names of the columns.",
  );

const refuseRows = (label: string, { name, columns }: Cut): never =>
  refuseInput(
    label,
    `its header has ${columns} columns, separated by ${name}, and no row has more than one.`,
    "Separate the cells of the rows alike, or enclose the header in quotes where it is one name.",
  );

/** True where most of the first rows have the same number of cells, and several. */
const isTableBelow = ({ sign, columns, widths }: Cut): boolean => {
  const [first = 0] = widths;
  const alike = widths.filter((width) => width === first).length;
  // Sentences have commas.
  return sign !== "," && columns === 1 && first > 1 && widths.length > 1 && 2 * alike > widths.length;
};

/**
 * The delimiter of a table: the one that cuts the header and the first rows into the same number of cells, and into
 * the most.
 * @throws InputError where the header has several columns and no row has, or the rows have and the header has not.
 */
export const delimiterOf = (label: string, text: string): string => {
  const sample = text.slice(0, sampleLength);
  const cuts = candidates.map((candidate) => cutBy(candidate, sample));
  const best = cuts.reduce((one, other) => (other.score > one.score ? other : one));
  if (best.score > 0) return best.sign;
  const below = cuts.find(isTableBelow);
  if (below) refuseHeader(label, below);
  const split = cuts.filter(({ columns }) => columns > 1);
  const uneven = split.find(({ widths, isOpen }) => isOpen || widths.some((width) => width > 1));
  if (uneven) return uneven.sign;
  return split[0] ? refuseRows(label, split[0]) : noDelimiter;
};
