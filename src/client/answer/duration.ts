/** Longer waits count as this, in milliseconds: a monthly quota is the longest that services name. */
export const longestWaitMs = 31 * 86_400_000;

/** Longer texts are not searched for a wait. */
const longestText = 4000;

const unitMs: Readonly<Record<string, number>> = {
  ...{ s: 1000, m: 60_000, h: 3_600_000 },
  ...{ d: 86_400_000, w: 604_800_000, mo: 30 * 86_400_000 },
};
/**
 * A number, with thousands separators or a fraction, and its unit. The unit is a whole word: "5 M tokens" has none.
 * The number is not part of a name, of a longer or negative number, or of a time of day. Every count is bounded, so
 * that the search stays linear.
 */
const firstPart =
  /(?<![a-z_.,:/\d]|(?<!\d)-)(\d{1,30}(?:,\d{3}){0,5}(?:[.,]\d{1,30})?)[\s-]{0,3}(milliseconds?|millis|msecs?|ms|months?|weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z]|\s{0,3}(?:tokens?|requests?|calls?)\b)/gi;
const nextPart =
  /\s{0,3}(?:,|&|T(?=\d))?\s{0,3}(?:and\s{1,3})?(\d{1,30}(?:,\d{3}){0,5}(?:[.,]\d{1,30})?)[\s-]{0,3}(milliseconds?|millis|msecs?|ms|months?|weeks?|wks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?![a-z]|\s{0,3}(?:tokens?|requests?|calls?)\b)/iy;
/** `00:05:00`; `1.02:00:00` is a day and two hours. */
const clockForm = /(?<![\w.:/-])(?:(\d{1,9})\.)?(\d{1,9}):(\d{2}):(\d{2}(?:\.\d{1,9})?)(?![\w:])/g;

/** A duration and its place in the text. */
interface Found {
  start: number;
  end: number;
  ms: number;
}

const unitOf = (name = ""): number =>
  /^m(?:s|il)/i.test(name) ? 1 : (unitMs[/^mo|^./i.exec(name)?.[0].toLowerCase() ?? ""] ?? 0);

const numberIn = (text = ""): number => Number(text.replace(/,(?=\d{3}(?!\d))/g, "").replace(",", "."));

/** Durations in parts, each of a smaller unit: "7m12s", "1 minute and 20 seconds". */
const readParts = (text: string, match: RegExpExecArray): Found => {
  let end = match.index + match[0].length;
  let unit = unitOf(match[2]);
  let ms = numberIn(match[1]) * unit;
  for (;;) {
    nextPart.lastIndex = end;
    const next = nextPart.exec(text);
    if (!next || unitOf(next[2]) >= unit) return { start: match.index, end, ms };
    unit = unitOf(next[2]);
    ms += numberIn(next[1]) * unit;
    end = nextPart.lastIndex;
  }
};

const durationsIn = (text: string): Found[] => {
  const found: Found[] = [];
  for (const match of text.matchAll(firstPart)) {
    // It is a part of the previous duration.
    if (match.index < (found.at(-1)?.end ?? 0)) continue;
    found.push(readParts(text, match));
  }
  for (const match of text.matchAll(clockForm)) {
    const [whole, days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
    const ms = Number(days) * 86_400_000 + Number(hours) * 3_600_000 + Number(minutes) * 60_000;
    found.push({ start: match.index, end: match.index + whole.length, ms: ms + Number(seconds) * 1000 });
  }
  return found;
};

/** The largest of the waits, bounded; undefined when none is above 0. */
const largest = (waitsMs: readonly number[]): number | undefined => {
  const named = waitsMs.filter((ms) => ms > 0);
  return named.length > 0 ? Math.min(longestWaitMs, Math.max(...named)) : undefined;
};

/** ISO 8601 ("PT30S"), "an hour" and "'372' seconds", in the spelling of all others. */
const plainSpelling = (text: string): string =>
  text
    .slice(0, longestText)
    .replace(/'(\d{1,9})'(?= (?:second|minute|hour))/g, "$1")
    .replace(/\bP(?:(\d{1,9}D)T|T)?(?=\d)/g, " $1 ")
    .replace(/\b(in|after|for|wait) (?:an?|one) (?=(?:second|minute|hour|day|week|month)\b)/gi, "$1 1 ");

const cue =
  /\b(?:re-?try(?:ing)?|try(?:ing)?|again|wait|available|resets?|replenish\w*|renew\w*|come back|resum\w+|lifted|expires?|cool(?:ing)?[ -]?down|delay|back[ -]?off)\b|retry/i;
const cueAtStart = /^[\s-]?(?:wait|delay|cool|back)/i;
/** Words and signs that stand right before a wait, such as "in" or "=", and not before other durations. */
const beforeWait =
  /(?:\b(?:in|after|for|wait|delay|about|around|approximately|approx\.?|least|another|further|additional|within|is|be|of)\s*|[:=~("']\s*|\d\s?(?:-|–|to|or)\s?)$/i;
const leadsIn = /(?:^|[.,;!?]\s*|\bplease\s+)(?:in|after)\s+(?:about\s+)?$/i;
const dateBefore = /\d[-/]\d{1,4}\s*$/;
/** Seconds without a unit: "Retry-After: 30", "retry after 30." */
const unitless =
  /(?:retry|try again)[-_ ]?(?:after|in)["']?(?:\s{0,3}[:=]\s{0,3}|\s)["']?(\d{1,30}(?:\.\d{1,30})?)(?=["']?\s{0,3}(?:[.,;!})\]]|$)(?!\d))/gi;

/** The text before a place, back to the end of the sentence before. */
const clauseBefore = (text: string, start: number): string =>
  text
    .slice(Math.max(0, start - 100), start)
    .split(/(?<!\bapprox)[.!?;]\s/)
    .at(-1) ?? "";

const isWait = (text: string, { start, end }: Found): boolean => {
  const before = text.slice(Math.max(0, start - 100), start);
  const clause = clauseBefore(text, start);
  const behind = text.slice(end, end + 60).split(/[.!?;]/)[0] ?? "";
  if (dateBefore.test(before)) return false;
  if (leadsIn.test(before) && cue.test(behind)) return true;
  return (
    (cue.test(clause) && beforeWait.test(clause)) || (cueAtStart.test(behind) && !/\bper\s*$/i.test(clause))
  );
};

/** A date with its time, in the forms of ISO, HTTP and sentences ("2026-12-01 at 00:00 UTC"), or Unix time. */
const moment =
  /(?<![\w.-])(?:(\d{4}-\d{2}-\d{2})(?:T| at | )(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(?:(Z|[+-]\d{2}:?\d{2})|UTC|GMT)?|[a-z]{3}, (\d{2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT)|(\d{10}|\d{13}))(?![\w:-])/gi;
const beforeMoment = /\b(?:at|on|after|from|is|by)\s*$|[:=("']\s*$/i;
const untilMoment = /\b(?:until|till|not before)\s*$/i;

/** Waits until the moments at which a sentence says to try again. */
const waitsUntil = (text: string, nowMs: number): number[] =>
  [...text.matchAll(moment)].flatMap(({ index, 1: day, 2: time, 3: zone = "Z", 4: date, 5: unix }) => {
    const clause = clauseBefore(text, index);
    const isMeant = untilMoment.test(clause) || (cue.test(clause) && beforeMoment.test(clause));
    if (!isMeant) return [];
    if (unix) return waitOfNumber(Number(unix), nowMs);
    const atMs = Date.parse(date ?? `${day}T${time}${zone}`);
    return Number.isNaN(atMs) ? [] : atMs - nowMs;
  });

/**
 * The largest wait that a sentence names, in milliseconds: "try again in 7m12s", "wait 2 minutes", "retry after
 * 1 minute and 20 seconds", "replenished in 02:00:00", "resets at 2026-12-01T00:00:00Z". Undefined when it names
 * no wait, or 0.
 */
export const waitInSentence = (sentence: string, nowMs: number): number | undefined => {
  const text = plainSpelling(sentence);
  const waits = durationsIn(text).filter((found) => isWait(text, found));
  const seconds = [...text.matchAll(unitless)].map(([, value]) => Number(value) * 1000);
  return largest([...waits.map(({ ms }) => ms), ...seconds, ...waitsUntil(text, nowMs)]);
};

/** The three forms of an HTTP date (RFC 9110, section 5.6.7). The last has no time zone; it is GMT. */
const httpDates = [
  /^[a-z]{3}, \d{2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/i,
  /^[a-z]+, \d{2}-[a-z]{3}-\d{2} \d{2}:\d{2}:\d{2} GMT$/i,
  /^[a-z]{3} [a-z]{3} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/i,
];
const isoDate = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s?(Z|[+-]\d{2}:?\d{2})?$/i;

/** Milliseconds since the epoch of a date; NaN for one such as February 32, undefined for any other text. */
const dateIn = (text: string): number | undefined => {
  const [, day, time, zone = "Z"] = isoDate.exec(text) ?? [];
  const isHttpDate = httpDates.some((form) => form.test(text));
  if (!day && !isHttpDate) return undefined;
  const written = day ? `${day}T${time}${zone}` : /GMT$/i.test(text) ? text : `${text} GMT`;
  return Date.parse(written);
};

const plainNumber = /^\d{1,300}(?:\.\d{1,300})?$/;

/** Reads a number as a wait in seconds, or as Unix time where it is far too large for a wait. */
const waitOfNumber = (value: number, nowMs: number): number => {
  if (value < 1e9) return value * 1000;
  return value < 1e11 ? value * 1000 - nowMs : value - nowMs;
};

/**
 * The wait that a header names, in milliseconds. It is a number of `unit` or a list of them, a duration, an HTTP or
 * ISO date, or Unix time. Undefined for 0, for a time in the past, and for anything else.
 */
export const waitInHeader = (
  value: string | undefined,
  nowMs: number,
  unit: "seconds" | "milliseconds" = "seconds",
): number | undefined => {
  const text = value?.slice(0, 300).trim() ?? "";
  if (/^\d{1,3}(?:,\d{3}){1,5}$/.test(text)) return waitInHeader(text.replaceAll(",", ""), nowMs, unit);
  const numbers = text.split(",").map((entry) => entry.trim());
  if (numbers.every((entry) => plainNumber.test(entry)))
    return largest(
      numbers.map((entry) => (unit === "seconds" ? waitOfNumber(Number(entry), nowMs) : Number(entry))),
    );
  const dateMs = dateIn(text);
  if (dateMs !== undefined) return largest([dateMs - nowMs].filter((ms) => !Number.isNaN(ms)));
  return largest(durationsIn(plainSpelling(text)).map(({ ms }) => ms));
};
