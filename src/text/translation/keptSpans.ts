import { matchAt, matchEnd } from "../matchAt";
import { icuEnd } from "./icuEnd";
import { tagEnd } from "./tagEnd";

/** A stretch of a text that a translation keeps as it is. */
export interface Span {
  start: number;
  end: number;
  /** True for a message with plurals or choices, whose words are kept as well. */
  isMessage?: boolean;
}

/** Signs that a kept stretch may begin with; what begins with a letter is looked for at the start of a word alone. */
const begins = /[`~<{$#%\\\]&[]|(?<![\p{L}\p{N}])[\p{L}\p{N}_]/gu;

/** Patterns of kept stretches by their first character. None reads further than its bound, or past its line. */
const patterns: Readonly<Record<string, readonly RegExp[]>> = {
  "`": [/`[^`\n]{1,10000}`/y],
  "{": [
    /\{{2,3}[^{}\n]{1,300}\}{2,3}/y,
    /\{%[^\n]{1,300}?%\}/y,
    /\{#[^\n]{1,300}?#\}/y,
    /\{\s{0,5}(?:[\p{L}_$@][\p{L}\p{N}_.$:@-]{0,100}|\d{1,5}(?::[^{}\n]{1,50})?)\s{0,5}\}/uy,
  ],
  $: [/\$\{[^{}\n]{1,300}\}/y, /\$[A-Za-z_]\w{0,100}/y],
  "#": [/#\{[^{}\n]{1,300}\}/y],
  "%": [
    /%\{[^{}\n]{1,100}\}/y,
    /%\(\w{1,100}\)[-+0# ]{0,5}\d{0,4}(?:\.\d{1,3})?[a-zA-Z]/y,
    /%[A-Za-z_][\w.]{0,100}%/y,
    /(?<!\d)%(?:\d{1,2}\$)?[-+0#]{0,5}\d{0,4}(?:\.\d{1,3})?(?:hh|ll|[hlzjtLq])?[@sdiufFeEgGxXocpaA%]/y,
  ],
  "\\": [/\\[nrt"'\\]/y],
  "]": [/\]\((?:[^()\s]|\([^()\s]{0,500}\)){0,2000}(?:\s{1,5}"[^"\n]{0,500}")?\)/y, /\]\[[^\]\n]{0,200}\]/y],
  "[": [/(?<![^\n])\[[^\]\n]{1,200}\]:/y],
  "&": [/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy],
};

/** Addresses, and paths of Windows. */
const words: readonly RegExp[] = [
  /(?:https?|ftp):\/\/[^\s<>"'`\]]{1,4000}(?<![.,;:!?)}])/iy,
  /www\.[^\s<>"'`\]]{3,1000}(?<![.,;:!?)}])/iy,
  /(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/y,
  /[A-Za-z]:\\[^\s"'<>|]{1,1000}/y,
];

const endBy = (patternList: readonly RegExp[], text: string, start: number): number => {
  for (const pattern of patternList) {
    const end = matchEnd(pattern, text, start);
    if (end > start) return end;
  }
  return start;
};

/** Finds ends that may be far away, and remembers which are missing: a search that failed once is not made again. */
class FarEnds {
  private readonly missing = new Set<string>();

  constructor(private readonly text: string) {}

  /** The place behind the next `mark`; -1 without one. */
  behind(mark: string, from: number): number {
    if (this.missing.has(mark)) return -1;
    const found = this.text.indexOf(mark, from);
    if (found < 0) this.missing.add(mark);
    return found < 0 ? -1 : found + mark.length;
  }
}

const fences = /(?<=(?:^|\n) {0,3})(?:```|~~~)/y;

/** The end of a block of code that begins at the start of a line; `start` without one. */
const fenceEnd = (text: string, start: number, ends: FarEnds): number => {
  if (!matchAt(fences, text, start)) return start;
  const end = ends.behind(`\n${text.slice(start, start + 3)}`, start);
  return end < 0 ? start : end;
};

/** Elements whose content is not language. */
const codeElements = /<(script|style|code|pre|kbd|samp|svg|math)(?=[\s>])/iy;

const markupEnd = (text: string, start: number, ends: FarEnds): number => {
  const far = (mark: string): number => Math.max(start, ends.behind(mark, start + 2));
  if (text.startsWith("<!--", start)) return far("-->");
  if (text.startsWith("<%", start)) return far("%>");
  if (text.startsWith("<?", start)) return far("?>");
  const name = matchAt(codeElements, text, start)?.[1];
  // A closing tag in another case than its opening one leaves the two as tags of their own.
  const end = name === undefined ? start : far(`</${name}>`);
  return end > start ? end : tagEnd(text, start);
};

const spanEnd = (text: string, start: number, ends: FarEnds): number => {
  const first = text.charAt(start);
  if (first === "<") return markupEnd(text, start, ends);
  const fence = first === "`" || first === "~" ? fenceEnd(text, start, ends) : start;
  return fence > start ? fence : endBy(patterns[first] ?? words, text, start);
};

/** The begin of a message that has words of its own: a number or a date has none. */
const withWords = /^\{[^,{}]{1,150},\s{0,20}(?:plural|select|choice)/;
const longestBegin = 200;

/** Lists of terms as a pattern: the longest first, and each as whole words. */
const termPattern = (given: readonly string[]): RegExp | undefined => {
  const terms = given.map((term) => term.trim()).filter((term) => term !== "");
  if (terms.length === 0) return undefined;
  const longestFirst = terms.toSorted((one, other) => other.length - one.length);
  const escaped = longestFirst.map((term) => term.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join("|")})(?![\\p{L}\\p{N}])`, "gu");
};

/** Joins two lists of spans in the order of the text. One that begins within another is left out. */
const joined = (spans: readonly Span[], others: readonly Span[]): Span[] => {
  const sorted = [...spans, ...others].sort((one, other) => one.start - other.start || other.end - one.end);
  let end = 0;
  return sorted.filter((span) => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
};

/**
 * The stretches of a text that its translation keeps: code, tags, placeholders, addresses, targets of links, messages
 * with plurals as a whole, and the terms that are listed. In their order; none overlaps. Linear in the text's length.
 */
export const keptSpans = (text: string, terms: readonly string[]): Span[] => {
  const ends = new FarEnds(text);
  const icu = { left: 4 * text.length };
  const spans: Span[] = [];
  let place = 0;
  for (let found = matchAt(begins, text, place); found; found = matchAt(begins, text, place)) {
    const start = found.index;
    const messageEnd = found[0] === "{" ? icuEnd(text, start, icu) : start;
    const end = messageEnd > start ? messageEnd : spanEnd(text, start, ends);
    const isMessage = messageEnd > start && withWords.test(text.slice(start, start + longestBegin));
    if (end > start) spans.push({ start, end, isMessage });
    place = Math.max(end, start + found[0].length);
  }
  const pattern = termPattern(terms);
  if (!pattern) return spans;
  const named = Array.from(text.matchAll(pattern), ({ 0: term, index }) => ({
    start: index,
    end: index + term.length,
  }));
  return joined(spans, named);
};
