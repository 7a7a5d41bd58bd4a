import type { CuttableSound } from "../../text/audio/CuttableSound";
import { cutSound, type PieceBounds } from "../../text/audio/cutSound";
import { refuseInput } from "../../text/InputError";
import type { Recording } from "./recording";

/** A part of a recording that is sent by itself, or all of it. */
export interface RecordingPiece {
  startSeconds: number;
  /** Undefined where the recording says nothing of its length. */
  endSeconds: number | undefined;
  /** Its blocks; absent for a recording that can't be cut. */
  span?: { from: number; to: number };
  /** Its bytes, in parts that follow each other. */
  bytes: readonly Buffer[];
  /** True where the sound goes on over its end, which may cut a word. */
  endsInSound: boolean;
}

/** A size rounded up, and a limit rounded down, so that what is too large never looks as if it fitted. */
const megabytes = (bytes: number, round: (tenths: number) => number): string =>
  `${round(bytes / 1e5) / 10} MB`;

const bytesIn = (parts: readonly Buffer[]): number => parts.reduce((sum, { length }) => sum + length, 0);

/** The pieces of blocks of a sound. */
export const piecesOf = (
  sound: CuttableSound,
  span: { from: number; to: number },
  bounds: PieceBounds,
): RecordingPiece[] =>
  cutSound(sound, span, bounds).map(({ from, to, endsInSound }) => ({
    startSeconds: from * sound.blockSeconds,
    endSeconds: to * sound.blockSeconds,
    span: { from, to },
    bytes: sound.piece(from, to),
    endsInSound,
  }));

/**
 * The pieces in which a recording is sent: one, as it is, unless it is larger than a request may be.
 * @throws InputError for a larger one that can't be cut.
 */
export const planPieces = (
  { bytes, sound, seconds, format, isRewritten }: Recording,
  mostBytes: number,
): RecordingPiece[] => {
  const span = sound && { from: 0, to: sound.blocks };
  const sent = isRewritten && sound ? sound.piece(0, sound.blocks) : [bytes];
  const whole = { startSeconds: 0, endSeconds: seconds, bytes: sent, endsInSound: false };
  if (bytes.length <= mostBytes) return [{ ...whole, ...(span && { span }) }];
  const bounds = { mostBytes, mostSeconds: Number.POSITIVE_INFINITY };
  const pieces = sound && span ? piecesOf(sound, span, bounds) : [];
  if (pieces.length > 0 && pieces.every((piece) => bytesIn(piece.bytes) <= mostBytes)) return pieces;
  return refuseInput(
    "Audio",
    `it is ${format.name} of ${megabytes(bytes.length, Math.ceil)}, and a request takes ${megabytes(mostBytes, Math.floor)}.`,
    "Convert it to MP3, for example with 32 kbit/s: the step cuts MP3, and WAV with PCM, at silences by itself.",
  );
};

/** About how many bytes of a compressed recording a model reads as one token. */
const bytesPerToken = 300;
/** About how many tokens a second of sound is, at the most. */
const tokensPerSecond = 20;

/** About how many tokens a model reads of a piece: an upper estimate, for quotas and budgets. */
export const tokensOfPiece = ({ startSeconds, endSeconds, bytes }: RecordingPiece): number =>
  Math.ceil(
    endSeconds === undefined ? bytesIn(bytes) / bytesPerToken : (endSeconds - startSeconds) * tokensPerSecond,
  );
