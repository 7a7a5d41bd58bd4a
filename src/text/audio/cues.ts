import { joinWords } from "./joinTranscripts";
import type { Transcript, TranscriptSegment, TranscriptWord } from "./transcript";

/** One subtitle. */
export interface Cue {
  startMs: number;
  endMs: number;
  text: string;
  speaker?: string | undefined;
}

/** Two lines of subtitles hold about as much, and stay readable for as long (the usual guides to subtitling). */
const mostCharacters = 84;
const mostMs = 7_000;
/** A pause that ends a subtitle. */
const pauseMs = 1_500;
const sentenceEnd = /[.!?…。！？]["'”’)]?$/;

const msOf = (seconds: number | null | undefined): number | undefined =>
  seconds === null || seconds === undefined ? undefined : Math.round(seconds * 1000);

/** Times that follow a cue and are looked at. */
const lookAhead = 20;

/** True for a start that is wrong, since what follows begins before it: the next two, or one where it ends before it begins. */
const isAhead = (startMs: number, endMs: number | undefined, following: readonly number[]): boolean =>
  following.length > (endMs !== undefined && endMs < startMs ? 0 : 1) &&
  following.slice(0, 2).every((next) => next < startMs);

/** Cues whose missing times stand between those of their neighbors, and which never go back in time. */
const inOrder = (
  cues: ReadonlyArray<
    Omit<Cue, "startMs" | "endMs"> & { startMs?: number | undefined; endMs?: number | undefined }
  >,
): Cue[] => {
  let lastMs = 0;
  const ordered: Cue[] = [];
  for (const [index, cue] of cues.entries()) {
    if (cue.text.trim() === "") continue;
    const following = cues.slice(index + 1, index + lookAhead).flatMap((next) => next.startMs ?? []);
    const [nextMs] = following;
    const isWrong = cue.startMs !== undefined && isAhead(cue.startMs, cue.endMs, following);
    const startMs = Math.max(lastMs, (isWrong ? nextMs : cue.startMs) ?? lastMs);
    const endMs = Math.max(startMs + 1, cue.endMs ?? nextMs ?? startMs + 1000);
    ordered.push({ ...cue, startMs, endMs });
    lastMs = startMs;
  }
  // Where two overlap, the first ends when the second begins.
  return ordered.map((cue, index) => {
    const next = ordered[index + 1]?.startMs ?? Number.POSITIVE_INFINITY;
    return { ...cue, endMs: Math.max(cue.startMs + 1, Math.min(cue.endMs, next)) };
  });
};

type Timed = Parameters<typeof inOrder>[0][number];

/** The words as subtitles: each ends with a sentence, before a pause, or when it is full. */
const cuesOfWords = (words: ReadonlyArray<TranscriptWord & { speaker?: string | undefined }>): Timed[] => {
  const cues: Timed[] = [];
  let texts: string[] = [];
  let first: (typeof words)[number] | undefined;
  for (const [index, word] of words.entries()) {
    first ??= word;
    texts.push(word.word);
    const next = words[index + 1];
    const text = joinWords(texts);
    const [startMs, endMs] = [msOf(first.start), msOf(word.end)];
    const isFull =
      text.length + (next?.word.length ?? 0) >= mostCharacters ||
      (msOf(next?.end) ?? 0) - (startMs ?? Number.POSITIVE_INFINITY) > mostMs;
    const isPause = (msOf(next?.start) ?? 0) - (endMs ?? Number.POSITIVE_INFINITY) > pauseMs;
    if (next && !isFull && !isPause && !sentenceEnd.test(text) && next.speaker === word.speaker) continue;
    cues.push({ startMs, endMs, text, speaker: first.speaker });
    [texts, first] = [[], undefined];
  }
  return cues;
};

const cueOfSegment = ({ start, end, text, speaker }: TranscriptSegment): Timed => ({
  startMs: msOf(start),
  endMs: msOf(end),
  text,
  speaker,
});

/** The words of a segment that the answer timed, with the segment's own spelling; undefined where they don't match. */
const timedTokens = (
  segment: TranscriptSegment,
  words: readonly TranscriptWord[],
): TranscriptWord[] | undefined => {
  const tokens = segment.text.split(/\s+/);
  return tokens.length === words.length
    ? words.map((word, index) => ({ ...word, word: tokens[index] ?? word.word }))
    : undefined;
};

/** The words of each segment by their middles; times of words are right where those of segments are not. */
const wordsBySegment = (
  segments: readonly TranscriptSegment[],
  words: readonly TranscriptWord[],
): TranscriptWord[][] => {
  let at = 0;
  return segments.map((segment, index) => {
    const from = at;
    const isLast = index === segments.length - 1;
    while (at < words.length) {
      const { start, end } = words[at] as TranscriptWord;
      const middle = start === null || end === null ? (start ?? end) : (start + end) / 2;
      if (!isLast && middle !== null && segment.end !== null && middle > segment.end) break;
      at += 1;
    }
    return words.slice(from, at);
  });
};

const cuesOfBoth = (segments: readonly TranscriptSegment[], words: readonly TranscriptWord[]): Timed[] => {
  const bySegment = wordsBySegment(segments, words);
  return segments.flatMap((segment, index) => {
    const own = bySegment[index] ?? [];
    const tokens = timedTokens(segment, own);
    if (tokens) return cuesOfWords(tokens.map((token) => ({ ...token, speaker: segment.speaker })));
    const [first, last] = [own[0], own.at(-1)];
    return [
      { ...cueOfSegment(segment), ...(first && { startMs: msOf(first.start), endMs: msOf(last?.end) }) },
    ];
  });
};

/** The subtitles of a transcript, from its words, else from its segments; undefined where it has no times. */
export const cuesOf = ({ segments, words }: Transcript): Cue[] | undefined => {
  const isTimed = [...(segments ?? []), ...(words ?? [])].some(({ start }) => start !== null);
  if (!isTimed) return undefined;
  if (!words || words.length === 0) return inOrder((segments ?? []).map(cueOfSegment));
  return inOrder(segments && segments.length > 0 ? cuesOfBoth(segments, words) : cuesOfWords(words));
};
