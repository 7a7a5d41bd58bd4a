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
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
    fc.array(fc.nat(200), { maxLength: 20 }),
    (lines, end, isEnded, places) => {
      const bytes = Buffer.from(lines.join(end) + (isEnded ? end : ""));
      const expected = lines.filter((text) => text !== "");
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
