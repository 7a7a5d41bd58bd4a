/** Where a line stands in a file. */
export interface LinePlace {
  start: number;
  end: number;
}

const newline = 0x0a;
const blanks = new Set([newline, 0x0d, 0x20, 0x09]);

/** True when the file begins with the mark that some editors put before UTF-8. */
export const hasByteOrderMark = (file: Buffer): boolean =>
  file[0] === 0xef && file[1] === 0xbb && file[2] === 0xbf;

/** The lines of a file by place, since their texts would double a large one; blank ones at the end are left out. */
export const linePlacesOf = (file: Buffer): LinePlace[] => {
  let length = file.length;
  while (length > 0 && blanks.has(file[length - 1] ?? 0)) length -= 1;
  const places: LinePlace[] = [];
  let start = 0;
  while (start < length) {
    const found = file.indexOf(newline, start);
    const end = found < 0 ? length : found;
    places.push({ start, end });
    start = end + 1;
  }
  return places;
};

/** The JSON of one line; undefined when the line is not JSON. */
export const parseLine = (file: Buffer, { start, end }: LinePlace): unknown => {
  try {
    return JSON.parse(file.toString("utf8", start, end));
  } catch {
    return undefined;
  }
};
