import { readMp3 } from "../../../src/text/audio/mp3File";

const frameBytes = 192;
/** Where a frame of one channel of MPEG 2 without a checksum has the name of what describes its file. */
const nameAt = 4 + 9;

/** A frame of MPEG 2 with 64 kbit/s, 24,000 samples a second and one channel: 24 ms. */
const frame = (name = "", at = nameAt): Buffer => {
  const bytes = Buffer.alloc(frameBytes);
  Buffer.from([0xff, 0xf3, 0x84, 0xc4]).copy(bytes);
  bytes.write(name, at, "latin1");
  return bytes;
};
const sound = Buffer.concat([frame(), frame(), frame()]);

/** The empty tag that ID3 puts before a file. */
const emptyTag = Buffer.from("ID3\x04\0\0\0\0\0\0", "latin1");

const read = (...parts: Buffer[]) => {
  const file = readMp3(Buffer.concat(parts));
  return file && { offsets: file.offsets, isPure: file.isPure, ms: Math.round(file.seconds * 1000) };
};

test.each<[what: string, parts: Buffer[], from: number, isPure: boolean]>([
  ["alone", [sound], 0, true],
  ["behind a tag", [emptyTag, sound], 10, true],
  ["before a tag", [sound, Buffer.from("TAG of another kind")], 0, true],
  ["behind two bytes that begin like a frame", [Buffer.from([0xff, 0]), sound], 2, false],
  ["behind words", [Buffer.from("words "), sound], 6, false],
  ["before one that is cut off", [sound, frame().subarray(0, 100)], 0, true],
])("frames are found %s", (_what, parts, from, isPure) => {
  const offsets = [0, 1, 2].map((index) => from + index * frameBytes);
  expect(read(...parts)).toEqual({ offsets, isPure, ms: 72 });
});

test.each<[name: string, at: number]>([
  ["Xing", nameAt],
  ["Info", nameAt],
  ["VBRI", 36],
])("a frame with %s describes its file and is no sound", (name, at) => {
  const offsets = [1, 2, 3].map((index) => index * frameBytes);
  expect(read(frame(name, at), sound)).toMatchObject({ offsets, ms: 72 });
});

test("a name at another place is sound", () => {
  expect(read(frame("Xing", 40), sound)).toMatchObject({ ms: 96 });
});

test.each([
  ["nothing", ""],
  ["words", "No frame at all."],
  ["a tag", "ID3\x04\0\0\0\0\0\0"],
])("there are no frames in %s", (_what, text) => {
  expect(read(Buffer.from(text, "latin1"))).toBeUndefined();
});
