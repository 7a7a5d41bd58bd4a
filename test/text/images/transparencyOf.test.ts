import { crc32, deflateSync } from "node:zlib";
import { seededRandom } from "../../../local/endpoint/server/seededRandom";
import { transparencyOf } from "../../../src/text/images/transparencyOf";
import { pngOf } from "../../actions/images/editing";

const chunk = (kind: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const named = Buffer.concat([Buffer.from(kind, "latin1"), content]);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
};

interface Png {
  width: number;
  height: number;
  depth: number;
  colorType: number;
  isInterlaced?: boolean;
  transparency?: number[];
  /** The rows as they are packed, each behind the byte of its filter. */
  rows: number[];
}

const png = ({ width, height, depth, colorType, isInterlaced = false, transparency, rows }: Png): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colorType, 0, 0, isInterlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...(transparency ? [chunk("tRNS", Buffer.from(transparency))] : []),
    chunk("IDAT", deflateSync(Buffer.from(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

const size = { width: 2, height: 1 };

describe("transparency is found", () => {
  test.each<[string, Png, string]>([
    ["gray with alpha", { ...size, depth: 8, colorType: 4, rows: [0, 9, 0, 9, 255] }, "some"],
    [
      "gray with alpha of 16 bits",
      { ...size, depth: 16, colorType: 4, rows: [0, 9, 9, 0, 0, 9, 9, 0, 1] },
      "some",
    ],
    [
      "16 bits whose first half is 0",
      { ...size, depth: 16, colorType: 4, rows: [0, 9, 9, 0, 1, 9, 9, 0, 1] },
      "none",
    ],
    ["a palette", { ...size, depth: 8, colorType: 3, transparency: [255, 0], rows: [0, 0, 1] }, "some"],
    [
      "a palette of two bits",
      { ...size, depth: 2, colorType: 3, transparency: [255, 0], rows: [0, 0b01_00_0000] },
      "some",
    ],
    [
      "a palette with colors beyond its alphas",
      { ...size, depth: 8, colorType: 3, transparency: [0], rows: [0, 5, 6] },
      "none",
    ],
    ["a palette all of it", { ...size, depth: 1, colorType: 3, transparency: [0], rows: [0, 0] }, "all"],
    ["one gray", { ...size, depth: 8, colorType: 0, transparency: [0, 7], rows: [0, 7, 8] }, "some"],
    [
      "one gray of one bit",
      { ...size, depth: 1, colorType: 0, transparency: [0, 1], rows: [0, 0b1000_0000] },
      "some",
    ],
    [
      "one color",
      { ...size, depth: 8, colorType: 2, transparency: [0, 1, 0, 2, 0, 3], rows: [0, 1, 2, 3, 1, 2, 4] },
      "some",
    ],
    [
      "a color that is cut off",
      { ...size, depth: 8, colorType: 2, transparency: [0], rows: [0, 0, 0, 0, 0, 0, 0] },
      "none",
    ],
    ["no alpha", { ...size, depth: 8, colorType: 2, rows: [0, 0, 0, 0, 0, 0, 0] }, "absent"],
    ["what the pixel on the left had", { ...size, depth: 8, colorType: 4, rows: [1, 9, 200, 0, 56] }, "some"],
    [
      "what the pixel above had",
      { width: 1, height: 2, depth: 8, colorType: 4, rows: [0, 9, 200, 2, 0, 56] },
      "some",
    ],
    [
      "the mean of both",
      { width: 1, height: 2, depth: 8, colorType: 4, rows: [0, 9, 200, 3, 0, 156] },
      "some",
    ],
    [
      "the nearest of three",
      { width: 1, height: 2, depth: 8, colorType: 4, rows: [0, 9, 200, 4, 0, 56] },
      "some",
    ],
    [
      "passes, each without a row above",
      {
        width: 1,
        height: 5,
        depth: 8,
        colorType: 4,
        isInterlaced: true,
        rows: [0, 9, 200, 2, 0, 0, 0, 9, 9, 0, 9, 9, 0, 9, 9],
      },
      "some",
    ],
  ])("in %s", async (_what, image, expected) => {
    expect(await transparencyOf(png(image))).toBe(expected);
  });

  test("in whatever a well-known package writes, at any place", async () => {
    const random = seededRandom(7);
    for (let round = 0; round < 40; round += 1) {
      const [width, height] = [1 + Math.floor(random() * 40), 1 + Math.floor(random() * 40)];
      const hole = Math.floor(random() * width * height);
      const image = pngOf(width, height, (x, y) =>
        y * width + x === hole ? 0 : 1 + Math.floor(random() * 255),
      );
      expect(await transparencyOf(image)).toBe(width * height === 1 ? "all" : "some");
    }
  });
});

describe("a PNG is damaged", () => {
  const sound = { ...size, depth: 8, colorType: 4, rows: [0, 9, 9, 9, 9] };

  test.each<[string, Buffer]>([
    ["without a header", Buffer.from("\x89PNG\r\n\x1a\n", "latin1")],
    ["with too few pixels", png({ ...sound, height: 2 })],
    ["with a filter that is none", png({ ...sound, rows: [9, 9, 9, 9, 9] })],
    ["without pixels", png({ ...sound, width: 0 })],
    ["with a depth that is none", png({ ...sound, depth: 3 })],
    ["with a color type that is none", png({ ...sound, colorType: 5 })],
    ["that is cut off", pngOf(40, 40).subarray(0, 60)],
    ["with bytes in place of packed pixels", pngOf(4, 4).fill(0x55, 41, 60)],
  ])("%s", async (_what, image) => {
    expect(await transparencyOf(image)).toBe("damaged");
  });

  test("whatever bytes are changed, without an error", async () => {
    const random = seededRandom(11);
    for (let round = 0; round < 300; round += 1) {
      const image = pngOf(9, 9, (x) => x * 20);
      for (let change = 0; change < 3; change += 1)
        image[8 + Math.floor(random() * (image.length - 8))] = Math.floor(random() * 256);
      expect(["absent", "none", "some", "all", "damaged", "unknown"]).toContain(await transparencyOf(image));
    }
  });
});

test.each([
  ["more pixels than are looked at", { width: 20_000, height: 20_000 }],
  ["a side that is too long", { width: 4_000_000_000, height: 1 }],
])("%s are not unpacked", async (_what, sides) => {
  expect(await transparencyOf(png({ ...sides, depth: 8, colorType: 6, rows: [0] }))).toBe("unknown");
});
