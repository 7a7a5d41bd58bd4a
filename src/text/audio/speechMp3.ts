/** The frames of an MP3 file. */
interface MpegFrames {
  /** Where the sound begins, behind tags and the frame that describes the file, and where its last frame ends. */
  start: number;
  end: number;
  seconds: number;
  /** Version, sample rate and channels, which must not change within a file. */
  kind: string;
}

interface Frame {
  byteLength: number;
  samples: number;
  sampleRate: number;
  isMono: boolean;
  isVersion1: boolean;
}

/** Kilobits of a second by their index, of version 1 and of the later ones (ISO/IEC 11172-3 and 13818-3, layer III). */
const rates1 = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const rates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const sampleRates = [44_100, 48_000, 32_000];

const headBytes = 4;
/** Where the frame that describes the file has its name, in one encoder's way: VBRI. */
const vbriAt = 36;

/** The frame at a place; undefined for anything else, and for a frame without a length of its own. */
const frameAt = (file: Buffer, at: number): Frame | undefined => {
  if (at + headBytes > file.length || file[at] !== 0xff) return undefined;
  const [second = 0, third = 0, fourth = 0] = file.subarray(at + 1, at + headBytes);
  const version = (second >> 3) & 3;
  const fullRate = sampleRates[(third >> 2) & 3];
  const isVersion1 = version === 3;
  const kilobits = (isVersion1 ? rates1 : rates2)[third >> 4];
  if ((second & 0xe6) !== 0xe2 || version === 1 || !kilobits || !fullRate) return undefined;
  // Version 2 has half the rates of version 1, and 2.5 a quarter.
  const sampleRate = fullRate >> (isVersion1 ? 0 : version === 2 ? 1 : 2);
  const samples = isVersion1 ? 1152 : 576;
  const byteLength = Math.floor((samples * kilobits * 125) / sampleRate) + ((third >> 1) & 1);
  return { byteLength, samples, sampleRate, isVersion1, isMono: fourth >> 6 === 3 };
};

/** The length of the tags in front. Their sizes have seven bits in each byte. */
const tagEnd = (file: Buffer): number => {
  let at = 0;
  while (file.toString("latin1", at, at + 3) === "ID3" && at + 10 <= file.length) {
    const size = file.subarray(at + 6, at + 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    at += 10 + size + ((file[at + 5] ?? 0) & 0x10 ? 10 : 0);
  }
  return Math.min(at, file.length);
};

/** True for the frame without sound whose numbers of frames and bytes are those of its file. */
const describesFile = (file: Buffer, at: number, { isVersion1, isMono }: Frame): boolean => {
  const sideInfo = isVersion1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  const nameAt = (offset: number): string => file.toString("latin1", at + offset, at + offset + 4);
  return ["Xing", "Info"].includes(nameAt(headBytes + sideInfo)) || nameAt(vbriAt) === "VBRI";
};

/** What may stand behind the last frame: nothing, a frame that was cut off, or a tag. */
const isEnd = (file: Buffer, at: number): boolean =>
  at >= file.length || /^(TAG|APE|ID3|3DI|LYR)/.test(file.toString("latin1", at, at + 3));

/**
 * Finds the frames of an MP3 file. undefined where it does not begin with frames behind its tags, or where something
 * that is no frame stands among them.
 */
export const mpegFrames = (file: Buffer): MpegFrames | undefined => {
  const begin = tagEnd(file);
  const first = frameAt(file, begin);
  if (!first) return undefined;
  const kind = [first.sampleRate, first.isVersion1, first.isMono].join();
  const start = describesFile(file, begin, first) ? begin + first.byteLength : begin;
  let seconds = 0;
  let at = start;
  for (let frame = frameAt(file, at); frame; frame = frameAt(file, at)) {
    if (at + frame.byteLength > file.length) return { start, end: at, seconds, kind };
    seconds += frame.samples / frame.sampleRate;
    at += frame.byteLength;
  }
  return isEnd(file, at) ? { start, end: Math.min(at, file.length), seconds, kind } : undefined;
};
