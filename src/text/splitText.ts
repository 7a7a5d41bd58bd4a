import type { CountTokens } from "./tokens";

/** Consecutive characters of a text, by their places. */
export interface TextPart {
  start: number;
  end: number;
  tokens: number;
}

/** Gives the ends of a stretch's segments, the last of which is the end of the stretch. */
type Cutter = (stretch: string) => Iterable<number>;

/** Behind whatever a pattern finds. */
const endsBehind = (pattern: RegExp): Cutter =>
  function* ends(stretch) {
    for (const { 0: found, index } of stretch.matchAll(pattern)) {
      if (index + found.length < stretch.length) yield index + found.length;
    }
    yield stretch.length;
  };

/** The segmenter looks at so much at a time. */
const windowLength = 100_000;
/** Made when it is first needed: it takes milliseconds, which every load would pay for. */
let sentences: Intl.Segmenter | undefined;

/** Behind each sentence. */
function* sentenceEnds(stretch: string): Generator<number> {
  sentences ??= new Intl.Segmenter(undefined, { granularity: "sentence" });
  for (let from = 0; from < stretch.length; ) {
    const to = Math.min(stretch.length, from + windowLength);
    let last = from;
    for (const { index, segment } of sentences.segment(stretch.slice(from, to))) {
      const end = from + index + segment.length;
      // What ends with the window may go on behind it.
      if (end === to && to < stretch.length && last > from) break;
      yield end;
      last = end;
    }
    from = last;
  }
}

/** A longer cluster of marks is no character of any script, and is cut. */
const longestCharacter = 256;
let graphemes: Intl.Segmenter | undefined;

const isPlain = (code: number): boolean => code < 0x80 && code !== 0x0a;

/** The end nearest to a place that cuts no character as readers see it: no accent, flag or family is torn apart. */
const characterEnd = (stretch: string, from: number, end: number): number => {
  if (end >= stretch.length) return stretch.length;
  if (isPlain(stretch.charCodeAt(end - 1)) && isPlain(stretch.charCodeAt(end))) return end;
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const around = graphemes.segment(stretch.slice(from, end + longestCharacter)).containing(end - from);
  if (around && around.index > 0) return from + around.index;
  if (around && around.segment.length < longestCharacter) return from + around.segment.length;
  const code = stretch.charCodeAt(end);
  return code >= 0xdc00 && code <= 0xdfff ? end + 1 : end;
};

/** Every so many characters, or a few less. */
const characterEnds = (count: number): Cutter =>
  function* ends(stretch) {
    for (let end = 0; end < stretch.length; ) {
      end = characterEnd(stretch, end, end + count);
      yield end;
    }
  };

/** Paragraphs, lines, sentences, words: the preferred place first. */
const cutters: readonly Cutter[] = [
  endsBehind(/\n[ \t\r]*\n\s*/g),
  endsBehind(/\n/g),
  sentenceEnds,
  endsBehind(/\s+/g),
];

/** A stretch of more characters for each token is not counted before it is cut: what fits is put together again. */
const mostCharactersPerToken = 20;

/** The smallest segments that are needed, each of at most so many tokens, in order. */
async function* segmentsOf(
  text: string,
  { start, end }: Pick<TextPart, "start" | "end">,
  mostTokens: number,
  count: CountTokens,
  level = 0,
): AsyncGenerator<TextPart> {
  const isLast = level >= cutters.length;
  // A character of o200k_base has three tokens at the most.
  const cut = cutters[level] ?? characterEnds(Math.max(1, Math.floor(mostTokens / 3)));
  let from = start;
  for (const length of cut(text.slice(start, end))) {
    const part = { start: from, end: start + length };
    const isVeryLong = part.end - part.start > mostTokens * mostCharactersPerToken;
    const tokens =
      isVeryLong && !isLast ? Number.POSITIVE_INFINITY : await count(text.slice(part.start, part.end));
    if (tokens <= mostTokens || isLast) yield { ...part, tokens };
    else yield* segmentsOf(text, part, mostTokens, count, level + 1);
    from = part.end;
  }
}

/**
 * Cuts a text into parts of at most so many tokens and of about the same size: between paragraphs where it can,
 * else between lines, sentences, words or characters. The parts follow each other without a gap. Only places are
 * kept, so that a long text is not held twice.
 */
export const splitText = async (
  text: string,
  mostTokens: number,
  count: CountTokens,
): Promise<TextPart[]> => {
  if (text === "") return [];
  const segments: TextPart[] = [];
  const whole = { start: 0, end: text.length };
  for await (const segment of segmentsOf(text, whole, mostTokens, count)) segments.push(segment);
  const total = segments.reduce((sum, { tokens }) => sum + tokens, 0);
  const target = total / Math.ceil(total / mostTokens);
  const parts: TextPart[] = [];
  let taken = 0;
  for (const segment of segments) {
    const last = parts.at(-1);
    // A part is full when it is, or when going on would lead further from equal sizes than stopping.
    const isFull =
      !last ||
      last.tokens + segment.tokens > mostTokens ||
      taken + segment.tokens / 2 >= target * parts.length;
    if (isFull) parts.push({ ...segment });
    else {
      last.end = segment.end;
      last.tokens += segment.tokens;
    }
    taken += segment.tokens;
  }
  return parts;
};
