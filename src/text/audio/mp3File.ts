import { behindTags, describesFile, mp3FrameAt } from "./mp3Frame";

/** The frames of sound in an MP3 file, without those that describe the file. */
interface Mp3File {
  /** Where each frame begins. */
  offsets: number[];
  /** Where the last frame ends. */
  end: number;
  seconds: number;
  /** Version, sample rate and channels; undefined where they change within the file. */
  kind: number | undefined;
  /** Runs of frames that follow each other; between them stand tags, and frames that describe a file. */
  runs: Array<{ start: number; end: number }>;
  /** True where nothing but tags stands before, among and behind the frames. */
  isPure: boolean;
}

/** A tag that may stand behind the last frame. */
const isTag = (bytes: Buffer, at: number): boolean =>
  /^(TAG|APE|3DI|LYR)/.test(bytes.toString("latin1", at, at + 3));

/** The first place from here on where two frames of a kind follow each other, or one ends the file; -1 for none. */
const nextFrameAt = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const frame = mp3FrameAt(bytes, at);
    const next = frame && at + frame.bytes;
    if (next !== undefined && (next === bytes.length || mp3FrameAt(bytes, next)?.kind === frame?.kind))
      return at;
  }
  return -1;
};

/** Adds a frame of sound to a file. */
const addFrame = (file: Mp3File, start: number, end: number): void => {
  const run = file.runs.at(-1);
  if (run?.end === start) run.end = end;
  else file.runs.push({ start, end });
  file.offsets.push(start);
  file.end = end;
};

/**
 * Finds the frames of an MP3 file, also behind bytes that are no frames; the last one is left out where it is cut off.
 * undefined for a file without frames.
 */
export const readMp3 = (bytes: Buffer): Mp3File | undefined => {
  const file: Mp3File = { offsets: [], end: 0, seconds: 0, kind: undefined, runs: [], isPure: true };
  const kinds = new Set<number>();
  let at = behindTags(bytes, 0);
  while (at >= 0 && at < bytes.length) {
    const frame = mp3FrameAt(bytes, at);
    if (!frame) {
      const behind = behindTags(bytes, at);
      if (behind === at && !isTag(bytes, at)) file.isPure = false;
      at = behind > at ? behind : nextFrameAt(bytes, at);
      continue;
    }
    const end = at + frame.bytes;
    if (end > bytes.length) break;
    if (!describesFile(bytes, at, frame)) {
      addFrame(file, at, end);
      file.seconds += frame.seconds;
      kinds.add(frame.kind);
    }
    at = end;
  }
  const [kind] = kinds;
  return kind === undefined ? undefined : { ...file, kind: kinds.size === 1 ? kind : undefined };
};
