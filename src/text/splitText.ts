import type { CountTokens } from "./tokens";

/** A range of characters of a text. */
export interface TextPart {
  start: number;
  end: number;
  tokens: number;
}

/** Returns the ends of a stretch's segments; the last one is the end of the stretch. */
type Cutter = (stretch: string) => Iterable<number>;

/** Cuts after each match of a pattern. */
const endsBehind = (pattern: RegExp): Cutter =>
  function* ends(stretch) {
    for (const { 0: found, index } of stretch.matchAll(pattern)) {
      if (index + found.length < stretch.length) yield index + found.length;
    }
    yield stretch.length;
  };

/** Characters that the segmenter is given at a time. */
const windowLength = 100_000;
/** Made on first use: it takes milliseconds, which would be added to each load. */
let sentences: Intl.Segmenter | undefined;

/** Cuts after each sentence. */
function* sentenceEnds(stretch: string): Generator<number> {
  sentences ??= new Intl.Segmenter(undefined, { granularity: "sentence" });
  for (let from = 0; from < stretch.length; ) {
    const to = Math.min(stretch.length, from + windowLength);
    let last = from;
    for (const { index, segment } of sentences.segment(stretch.slice(from, to))) {
      const end = from + index + segment.length;
      // A sentence that ends with the window may continue after it.
      if (end === to && to < stretch.length && last > from) break;
      yield end;
      last = end;
    }
    from = last;
  }
}

/** A longer cluster of marks is not a character of any script, and is cut. */
const longestCharacter = 256;
let graphemes: Intl.Segmenter | undefined;

const isPlain = (code: number): boolean => code < 0x80 && code !== 0x0a;

/** The nearest end of a character as readers see it, so that no accent, flag or family emoji is cut apart. */
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

/** Cuts every `count` characters or a few less. */
const characterEnds = (count: number): Cutter =>
  function* ends(stretch) {
    for (let end = 0; end < stretch.length; ) {
      end = characterEnd(stretch, end, end + count);
      yield end;
    }
  };

/** Ways to cut, the best first: paragraphs, lines, sentences, words. */
const cutters: readonly Cutter[] = [
  endsBehind(/\n[ \t\r]*\n\s*/g),
  endsBehind(/\n/g),
  sentenceEnds,
  endsBehind(/\s+/g),
];

/** A stretch with more characters per allowed token is cut without counting; segments that fit are joined again. */
const mostCharactersPerToken = 20;

/** Segments of at most `mostTokens`, in order, cut no finer than needed. */
async function* segmentsOf(
  text: string,
  { start, end }: Pick<TextPart, "start" | "end">,
  mostTokens: number,
  count: CountTokens,
  level = 0,
): AsyncGenerator<TextPart> {
  const isLast = level >= cutters.length;
  // A character has at most three tokens in o200k_base.
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
 * Splits a text into parts of at most so many tokens and of about equal size: between paragraphs where possible, else
 * between lines, sentences, words or characters. The parts are gapless, and only their places are kept, so that a long
 * text is in memory once.
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
    // A part is full at its limit, or when one more segment would make the sizes less equal.
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
