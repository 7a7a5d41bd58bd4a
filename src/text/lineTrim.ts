const blanks = new Set([0x85, 0xa0, 0x200b, 0x2028, 0x2029, 0x3000, 0xfeff]);

const isBlank = (code: number): boolean => code <= 0x20 || blanks.has(code);

/** True for a byte order mark in UTF-8 at `start`. */
const isMark = (bytes: Buffer, start: number): boolean =>
  bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;

const textEdges = (line: string, from: number, to: number): readonly [start: number, end: number] => {
  let [start, end] = [from, to];
  while (start < end && isBlank(line.charCodeAt(start))) start += 1;
  while (end > start && isBlank(line.charCodeAt(end - 1))) end -= 1;
  return [start, end];
};

const byteEdges = (line: Buffer, from: number, to: number): readonly [start: number, end: number] => {
  let [start, end] = [from, to];
  for (let width = 1; start < end && width > 0; start += width) {
    width = (line[start] ?? 0) <= 0x20 ? 1 : start + 3 <= end && isMark(line, start) ? 3 : 0;
  }
  for (let width = 1; end > start && width > 0; end -= width) {
    width = (line[end - 1] ?? 0) <= 0x20 ? 1 : end - 3 >= start && isMark(line, end - 3) ? 3 : 0;
  }
  return [start, end];
};

/**
 * Start and end of a line's JSON, without blanks, control characters such as NUL and Ctrl-Z, and byte order marks of
 * joined files around it. Both are equal for a blank line.
 */
export const lineTrim = (
  source: string | Buffer,
  from: number,
  to: number,
): readonly [start: number, end: number] =>
  typeof source === "string" ? textEdges(source, from, to) : byteEdges(source, from, to);
