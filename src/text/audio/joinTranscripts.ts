import type { Transcript, TranscriptSegment } from "./transcript";

/** The transcript of a piece, and where the piece begins and ends in the recording. */
interface PieceTranscript {
  transcript: Transcript;
  /** Number of the piece, from 1. */
  number: number;
  startSeconds: number;
  endSeconds: number | undefined;
}

const shifted = (seconds: number | null, by: number): number | null =>
  seconds === null ? null : Math.round((seconds + by) * 1000) / 1000;

/** A sign of a writing without blanks between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;

/** Signs of a word in a writing without blanks, about. */
const signsPerWord = 2;

/** The number of words in a text, about where its writing has no blanks. */
export const wordsIn = (text: string): number =>
  text.split(/\s+/).length + Math.floor((text.split(unspaced).length - 1) / signsPerWord);

/** Texts in a row, with blanks where their writing has some. */
export const joinWords = (texts: readonly string[]): string =>
  texts.reduce((whole, text) => {
    const isBare = unspaced.test(whole.slice(-1)) && unspaced.test(text.slice(0, 1));
    return whole === "" || text === "" || isBare ? whole + text : `${whole} ${text}`;
  }, "");

/** Speakers are numbered anew in each piece, so that a piece's number is part of the name; known ones keep theirs. */
const speakerIn = (
  speaker: string,
  number: number,
  { known, isCut }: { known: readonly string[]; isCut: boolean },
): string => (isCut && !known.includes(speaker) ? `${number}-${speaker}` : speaker);

const shiftedSegment = (
  segment: TranscriptSegment,
  { number, startSeconds }: PieceTranscript,
  naming: { known: readonly string[]; isCut: boolean },
): TranscriptSegment => ({
  ...segment,
  start: shifted(segment.start, startSeconds),
  end: shifted(segment.end, startSeconds),
  ...(segment.speaker !== undefined && { speaker: speakerIn(segment.speaker, number, naming) }),
});

/** The text of a piece that came without segments, as one of them: subtitles would lack it. */
const wholeSegments = ({ transcript, startSeconds, endSeconds }: PieceTranscript): TranscriptSegment[] =>
  transcript.text === ""
    ? []
    : [{ start: 0, end: endSeconds === undefined ? null : endSeconds - startSeconds, text: transcript.text }];

/** A list of all pieces; null where no piece has one. */
const listOfAll = <Entry>(
  pieces: readonly PieceTranscript[],
  listOf: (piece: PieceTranscript) => Entry[] | undefined,
): Entry[] | null => {
  const lists = pieces.map(listOf);
  return lists.every((list) => list === undefined) ? null : lists.flatMap((list) => list ?? []);
};

/**
 * The transcript of a recording from those of its pieces, in their order, with the times of the recording.
 * @param known - names of speakers that hold for all pieces
 * @param isCut - true where the recording was sent in several pieces
 */
export const joinTranscripts = (
  pieces: readonly PieceTranscript[],
  naming: { known: readonly string[]; isCut: boolean },
): Transcript => {
  const last = pieces.at(-1);
  const areTimed = pieces.some(({ transcript }) => transcript.segments !== null);
  const lastSeconds = last?.endSeconds ?? last?.transcript.durationSeconds ?? null;
  return {
    text: joinWords(pieces.map(({ transcript }) => transcript.text)),
    segments: listOfAll(pieces, (piece) =>
      (piece.transcript.segments ?? (areTimed ? wholeSegments(piece) : undefined))?.map((segment) =>
        shiftedSegment(segment, piece, naming),
      ),
    ),
    words: listOfAll(pieces, ({ transcript, startSeconds }) =>
      transcript.words?.map((word) => ({
        ...word,
        start: shifted(word.start, startSeconds),
        end: shifted(word.end, startSeconds),
      })),
    ),
    language: pieces.find(({ transcript }) => transcript.language !== null)?.transcript.language ?? null,
    durationSeconds: naming.isCut ? lastSeconds : (last?.transcript.durationSeconds ?? lastSeconds),
  };
};
