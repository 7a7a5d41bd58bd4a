import { behindTags, isMp3Header } from "./mp3Frame";

/** A container of sound that begins with a sign of its own. */
type SoundContainer = "wav" | "mp3" | "ogg" | "flac" | "aac";

/** An AAC stream without a container (ADTS): eleven ones, and the layer 0. */
const isAac = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 0xff && ((bytes[at + 1] ?? 0) & 0xf6) === 0xf0;

/** The container of sound that its bytes show, behind tags that players pass over; undefined for any other bytes. */
export const soundContainer = (bytes: Buffer): SoundContainer | undefined => {
  const at = behindTags(bytes, 0);
  const head = bytes.toString("latin1", at, at + 12);
  // Files of more than 4 GB have names of their own (EBU Tech 3306), which programs write for shorter ones as well.
  if (/^(RIFF|RF64|BW64)[\s\S]{4}WAVE/.test(head)) return "wav";
  if (head.startsWith("OggS")) return "ogg";
  if (head.startsWith("fLaC")) return "flac";
  if (isAac(bytes, at)) return "aac";
  return at > 0 || isMp3Header(bytes, at) ? "mp3" : undefined;
};
