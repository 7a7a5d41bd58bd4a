import type { CuttableSound } from "../../../src/text/audio/CuttableSound";
import { readWav, wavHead } from "../../../src/text/audio/wavFile";
import { wavSound } from "../../../src/text/audio/wavSound";

const rate = 8000;
const samplesOfBlock = 160;

/** A sound of one channel: a codec, the bits of a sample, and its samples. */
const soundOf = (tag: number, bits: number, samples: Buffer): CuttableSound | undefined => {
  const format = Buffer.alloc(16);
  for (const [at, value] of [tag, 1].entries()) format.writeUInt16LE(value, at * 2);
  format.writeUInt32LE(rate, 4);
  format.writeUInt32LE((rate * bits) / 8, 8);
  format.writeUInt16LE(bits / 8, 12);
  format.writeUInt16LE(bits, 14);
  const file = Buffer.concat([wavHead(format, samples.length), samples]);
  const wav = readWav(file);
  return wav && wavSound(file, wav);
};

const repeated = (sample: number[]): Buffer =>
  Buffer.concat(Array.from({ length: samplesOfBlock }, () => Buffer.from(sample)));

const float = (value: number, bytes: 4 | 8): number[] => {
  const sample = Buffer.alloc(bytes);
  if (bytes === 4) sample.writeFloatLE(value);
  else sample.writeDoubleLE(value);
  return [...sample];
};

/** A quiet block, a loud one, and a loud one of the other sign. */
const cases: Array<[codec: string, tag: number, bits: number, blocks: number[][], loudness: number[]]> = [
  ["8 bits, whose middle is 128", 1, 8, [[128], [228], [28]], [0, 100, 100]],
  [
    "16 bits",
    1,
    16,
    [
      [0, 0],
      [0, 1],
      [0, 0xff],
    ],
    [0, 256, 256],
  ],
  [
    "24 bits, of which the highest count",
    1,
    24,
    [
      [9, 0, 0],
      [9, 0, 1],
      [9, 0, 0xff],
    ],
    [0, 256, 256],
  ],
  ["A-law", 6, 8, [[0x55], [0xd5], [0x2a]], [0, 0, 127]],
  ["µ-law", 7, 8, [[0xff], [0x7f], [0x80]], [0, 0, 127]],
  ["floats", 3, 32, [float(0, 4), float(0.5, 4), float(-0.5, 4)], [0, 0.5, 0.5]],
  ["long floats", 3, 64, [float(0, 8), float(0.5, 8), float(-0.5, 8)], [0, 0.5, 0.5]],
  ["floats that are no numbers", 3, 32, [float(Number.NaN, 4), float(Number.POSITIVE_INFINITY, 4)], [0, 0]],
];

test.each(cases)(
  "the loudness of %s is how far samples are from silence",
  (_codec, tag, bits, blocks, loudness) => {
    const sound = soundOf(tag, bits, Buffer.concat(blocks.map(repeated)));
    expect(sound?.blocks).toBe(blocks.length);
    expect(blocks.map((_block, index) => sound?.loudnessOf(index))).toEqual(loudness);
  },
);

test.each([
  ["of 16 bits", 3, 16],
  ["of 72 bits", 1, 72],
  ["whose samples are no bytes of their own", 2, 8],
])("a sound %s can't be cut", (_what, tag, bits) => {
  expect(soundOf(tag, bits, Buffer.alloc(1440))).toBeUndefined();
});
