import fc from "fast-check";
import { dotProduct } from "../../../src/text/vectors/dotProduct";
import { NearestRows } from "../../../src/text/vectors/NearestRows";
import { packedFloats } from "../../../src/text/vectors/packedFloats";

test("the nearest rows are those that sorting gives, those alike in their order", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -5, max: 5 })),
      fc.integer({ min: 1, max: 20 }),
      (values, most) => {
        const nearest = new NearestRows(most);
        for (const [row, similarity] of values.entries()) nearest.add(similarity, row);
        const rated = values.map((similarity, row) => ({ row, similarity }));
        const sorted = rated.sort((one, other) => other.similarity - one.similarity).slice(0, most);
        expect(nearest.sorted()).toEqual(sorted);
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test("a dot product is that of the vectors at their places, of any length", () => {
  const left = Float32Array.from({ length: 40 }, (_, at) => at - 20);
  const right = Float32Array.from({ length: 40 }, (_, at) => 3 * at + 1);
  for (let length = 0; length < 12; length += 1) {
    const expected = Array.from({ length }, (_, at) => (left[5 + at] ?? 0) * (right[7 + at] ?? 0));
    const sum = expected.reduce((total, value) => total + value, 0);
    expect([length, dotProduct(left, 5, right, 7, length)]).toEqual([length, sum]);
  }
});

test("packed floats are the bytes themselves, and a copy only where these begin between two floats", () => {
  const bytes = Buffer.alloc(16 + 1);
  bytes.writeFloatLE(1.5, 4);
  expect(packedFloats(bytes.subarray(4, 12))).toEqual(new Float32Array([1.5, 0]));
  expect(packedFloats(bytes.subarray(4, 12))?.buffer).toBe(bytes.buffer);
  bytes.writeFloatLE(2.5, 5);
  expect(packedFloats(bytes.subarray(5, 13))).toEqual(new Float32Array([2.5, 0]));
  expect(packedFloats(bytes.subarray(0, 5))).toBeUndefined();
});
