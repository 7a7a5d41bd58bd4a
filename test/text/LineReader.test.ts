import fc from "fast-check";
import { LineReader } from "../../src/text/LineReader";

const linesOf = (chunks: Buffer[]): string[] => {
  const lines: string[] = [];
  const reader = new LineReader((line) => lines.push(line));
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return lines;
};

/** Cuts bytes at these places. */
const cut = (bytes: Buffer, places: number[]): Buffer[] => {
  const edges = [0, ...[...places].sort((left, right) => left - right), bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
};

it("gives the same lines wherever the bytes are cut, characters of several bytes included", () => {
  const line = fc.string({ unit: fc.constantFrom("a", "ä", "漢", "😀", " ", '"') });
  const property = fc.property(
    fc.array(line, { maxLength: 12 }),
    fc.constantFrom("\n", "\r\n", "\r"),
    fc.boolean(),
    fc.array(fc.nat(200), { maxLength: 20 }),
    (lines, end, isEnded, places) => {
      const bytes = Buffer.from(lines.join(end) + (isEnded ? end : ""));
      const expected = lines.map((text) => text.trim()).filter((text) => text !== "");
      expect(
        linesOf(
          cut(
            bytes,
            places.map((place) => Math.min(place, bytes.length)),
          ),
        ),
      ).toEqual(expected);
    },
  );
  fc.assert(property, { seed: 20_261_121, numRuns: 500 });
});

it("keeps no piece of a buffer that the network uses again", () => {
  const chunk = Buffer.from("first");
  const lines: string[] = [];
  const reader = new LineReader((line) => lines.push(line));
  reader.write(chunk);
  chunk.fill("x");
  reader.write(Buffer.from(" line\n"));
  expect(lines).toEqual(["first line"]);
});

describe("what stands around a line", () => {
  const mark = "\uFEFF";

  it.each([
    ["a mark at the start", `${mark}{"a":1}\n{"b":2}\n`],
    ["a mark before a later line, as joined files have", `{"a":1}\n${mark}{"b":2}`],
    ["two marks and one at the end", `${mark}${mark}{"a":1}${mark}\r\n{"b":2}`],
    ["NULs", `\0\0{"a":1}\0\n\0\n{"b":2}\0\0\0`],
    ["blank lines of three hundred spaces", `{"a":1}\n${" ".repeat(300)}\n\t\n{"b":2}\n\n`],
    ["a Ctrl-Z at the end", '{"a":1}\r\n{"b":2}\r\n\u001a'],
    ["line ends of an old Mac", '{"a":1}\r{"b":2}\r'],
  ])("is none of it: %s", (_what, text) => {
    expect(linesOf(cut(Buffer.from(text), []))).toEqual(['{"a":1}', '{"b":2}']);
    const single = Array.from({ length: Buffer.byteLength(text) }, (_, index) => index);
    expect(linesOf(cut(Buffer.from(text), single))).toEqual(['{"a":1}', '{"b":2}']);
  });

  it("stays where it is part of a text", () => {
    const line = `{"a":"${mark}\u2028 \u0085"}`;
    expect(linesOf([Buffer.from(`${line}\n`)])).toEqual([line]);
  });
});

it("tells the beginning of a line that is too long, and the lines behind it whole", () => {
  const piece = Buffer.alloc(1_000_000, "x");
  const lines: string[] = [];
  const reader = new LineReader((line) => lines.push(line));
  reader.write(Buffer.from('first\n{"custom_id":"a"'));
  for (let count = 0; count < 70; count += 1) reader.write(piece);
  reader.write(Buffer.from("\nlast"));
  reader.end();
  expect(lines).toEqual(["first", expect.stringMatching(/^\{"custom_id":"a"x+$/), "last"]);
  expect(lines[1]?.length).toBeLessThanOrEqual(2_000);
});
