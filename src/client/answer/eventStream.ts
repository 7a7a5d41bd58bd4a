import { isObject, type JsonObject } from "../../text/isObject";
import { jsonValues } from "../../text/jsonValues";
import { ChatChunks } from "./ChatChunks";

/** What a stream of events comes to: the answer that it spells, or the news that it broke off. */
export type JoinedStream = { value: unknown } | { isCutOff: true } | { isTooLong: true };

/** How the lines of a stream of events begin (HTML, section 9.2.6). */
const firstLine = /^(?:data|event|id|retry)?:/;

/** True for a text that is a stream of events, whatever its header says. */
export const isEventStream = (text: string): boolean => firstLine.test(text.trimStart().slice(0, 10));

const lineFeed = 0x0a;

/** The longest answers of models have some 130,000 tokens, each an event of two lines. */
const mostLines = 1_000_000;

/** The lines of a text without line feeds, one at a time: a split would make millions of carriage returns objects. */
function* linesWithin(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf("\r"); end >= 0; end = text.indexOf("\r", start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  // What ends with both has no further line.
  if (start === 0 || start < text.length) yield text.slice(start);
}

/** The lines of a stream, which end with a line feed, a carriage return, or both. */
function* linesOf(stream: Buffer): Generator<string> {
  let start = 0;
  while (start < stream.length) {
    const feed = stream.indexOf(lineFeed, start);
    const end = feed < 0 ? stream.length : feed;
    yield* linesWithin(stream.toString("utf8", start, end));
    start = end + 1;
  }
}

/** The data of every event, in order; the lines of one are joined. An event that was cut off is left out. */
function* dataOf(stream: Buffer, reading: { isTooLong: boolean }): Generator<string> {
  let data: string[] = [];
  let lines = 0;
  let isBegun = false;
  for (const rawLine of linesOf(stream)) {
    // A byte order mark before the first field is not a part of its name.
    const line: string = isBegun ? rawLine : rawLine.trimStart();
    isBegun ||= line !== "";
    lines += 1;
    if (lines > mostLines) {
      reading.isTooLong = true;
      return;
    }
    if (line === "") {
      if (data.length === 0) continue;
      yield data.join("\n");
      data = [];
    } else if (line.startsWith("data:")) {
      data.push(line.slice(line[5] === " " ? 6 : 5));
    }
  }
  // Some servers leave out the empty line behind the last event.
  if (data.length > 0) yield data.join("\n");
}

const isAny = (): boolean => true;

/**
 * The values of an event: one as a rule, several where a server left out the empty line or the line feed between two.
 * What begins as an object and can't be read is undefined; words such as [DONE] are left out.
 */
const valuesOf = (data: string): unknown[] => {
  const whole = jsonValues(data, isAny);
  if (!whole.includes(undefined)) return whole;
  return data
    .split("\n")
    .flatMap((line) => (line.trimStart().startsWith("{") ? jsonValues(line, isAny) : []));
};

const doneMark = "[DONE]";

/** Events of the Responses API that end a stream, each with the whole response (its reference, streaming events). */
const lastResponseEvents = new Set(["response.completed", "response.incomplete", "response.failed"]);

const isError = (event: JsonObject): boolean =>
  event.type === "error" ||
  event.object === "error" ||
  (event.error !== undefined && event.error !== null && !("choices" in event));

const errorOf = (event: JsonObject): JsonObject =>
  event.error !== undefined && event.error !== null ? { error: event.error } : { error: event };

/**
 * Reads a stream that nobody asked for: the chunks of a completion joined into one, the response that the last
 * event of the Responses API holds, or the error that an event tells of. Undefined for any other stream.
 */
export const joinEventStream = (stream: Buffer): JoinedStream | undefined => {
  const chunks = new ChatChunks();
  let isDone = false;
  let isDamaged = false;
  let isResponse = false;
  let only: JsonObject | undefined;
  let count = 0;
  const reading = { isTooLong: false };
  for (const data of dataOf(stream, reading)) {
    isDone ||= data.endsWith(doneMark) || data.startsWith(doneMark);
    for (const event of valuesOf(data)) {
      isDamaged ||= event === undefined;
      if (!isObject(event)) continue;
      if (isError(event)) return { value: errorOf(event) };
      if (lastResponseEvents.has(String(event.type))) return { value: event.response };
      isResponse ||= String(event.type).startsWith("response.");
      only = event;
      count += 1;
      chunks.take(event);
    }
  }
  if (reading.isTooLong) return { isTooLong: true };
  // A text with a hole in it is no answer.
  if (isResponse || isDamaged) return { isCutOff: true };
  if (!chunks.isEmpty) return isDone || chunks.isEnded ? { value: chunks.whole() } : { isCutOff: true };
  // One whole answer in the clothes of a stream.
  return count === 1 ? { value: only } : undefined;
};
