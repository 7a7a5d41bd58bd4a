import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { jsonValues } from "../../text/jsonValues";
import { ChatChunks } from "./ChatChunks";
import { isSaid } from "./laterFields";
import { ResponseEvents } from "./ResponseEvents";

/** What a stream of events was read as: an answer or an error, or why there is neither. */
export type JoinedStream =
  | {
      value: unknown;
      /** The text that came before an error. */
      partialText?: string;
    }
  | { isCutOff: true; partialText?: string }
  | { isTooLong: true };

/** How the lines of a stream of events begin (HTML, section 9.2.6). */
const firstLine = /^(?:data|event|id|retry)?:/;

/** True for a text that is a stream of events, whatever its content type is. */
export const isEventStream = (text: string): boolean => firstLine.test(text.trimStart().slice(0, 10));

const lineFeed = 0x0a;

/** The longest answers of models have some 130,000 tokens, and each token is an event of two lines. */
const mostLines = 1_000_000;

/**
 * The lines of a text without line feeds, one at a time: `split` would make an object of each line at once, and there
 * may be millions.
 */
function* linesWithin(text: string): Generator<string> {
  let start = 0;
  for (let end = text.indexOf("\r"); end >= 0; end = text.indexOf("\r", start)) {
    yield text.slice(start, end);
    start = end + 1;
  }
  // A carriage return at its end belongs to the line feed behind the text.
  if (start === 0 || start < text.length) yield text.slice(start);
}

/** The lines of a stream. A line ends with a line feed, a carriage return, or both. */
function* linesOf(stream: Buffer): Generator<string> {
  let start = 0;
  while (start < stream.length) {
    const feed = stream.indexOf(lineFeed, start);
    const end = feed < 0 ? stream.length : feed;
    yield* linesWithin(stream.toString("utf8", start, end));
    start = end + 1;
  }
}

/**
 * The data of every event, in order. The data lines of one event are joined; an event that was cut off is left out.
 */
function* dataOf(stream: Buffer, reading: { isTooLong: boolean }): Generator<string> {
  let data: string[] = [];
  let lines = 0;
  let isBegun = false;
  for (const rawLine of linesOf(stream)) {
    // A byte order mark may stand before the first field's name.
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
  // Some servers leave out the empty line after the last event.
  if (data.length > 0) yield data.join("\n");
}

const isAny = (): boolean => true;

/**
 * The JSON values of an event: usually one, several where a server left out the empty line or the line feed between
 * two events. A value that begins as an object and can't be read is undefined; words such as [DONE] are left out.
 */
const valuesOf = (data: string): unknown[] => {
  const whole = jsonValues(data, isAny);
  if (!whole.includes(undefined)) return whole;
  return data
    .split("\n")
    .flatMap((line) => (line.trimStart().startsWith("{") ? jsonValues(line, isAny) : []));
};

const doneMark = "[DONE]";

const isError = (event: JsonObject): boolean =>
  event.type === "error" ||
  event.object === "error" ||
  (event.error !== undefined && event.error !== null && !("choices" in event));

const errorOf = (event: JsonObject): JsonObject =>
  event.error !== undefined && event.error !== null ? { error: event.error } : { error: event };

/** Errors have their details in objects within one another, a few of them. */
const deepestError = 10;

/** How many of its fields say something. */
const fullness = (value: unknown, depth = 0): number =>
  isObject(value) && depth < deepestError
    ? Object.values(value).reduce<number>((sum, field) => sum + fullness(field, depth + 1), 0)
    : Number(isSaid(value));

/** The events of one stream, and what they are joined to. */
class EventReading {
  private readonly chunks = new ChatChunks();
  private readonly response = new ResponseEvents();
  private error: JsonObject | undefined;
  /** How much the error says, which is not counted anew for each event. */
  private errorFullness = 0;
  private only: JsonObject | undefined;
  private count = 0;
  private isDone = false;
  private isDamaged = false;

  /** Takes the data of the next event. */
  take(data: string): void {
    this.isDone ||= data.endsWith(doneMark) || data.startsWith(doneMark);
    for (const event of valuesOf(data)) {
      this.isDamaged ||= event === undefined;
      if (isObject(event)) this.takeEvent(event);
    }
  }

  /** What the stream was; undefined where it holds no answer. */
  joined(): JoinedStream | undefined {
    const { chunks, response, error } = this;
    const text = chunks.text || response.text;
    const part = text === "" ? {} : { partialText: text };
    if (response.isEnded) return { value: { ...response.whole(), ...error }, ...part };
    if (error) return { value: error, ...part };
    // A text of which a part is missing is no answer.
    if (!response.isEmpty || this.isDamaged) return { isCutOff: true, ...part };
    if (!chunks.isEmpty)
      return this.isDone || chunks.isEnded ? { value: chunks.whole(), ...part } : { isCutOff: true, ...part };
    // A stream with a single event that is a whole answer.
    return this.count === 1 ? { value: this.only } : undefined;
  }

  private takeEvent(event: JsonObject): void {
    if (isError(event)) {
      this.takeError(errorOf(event));
      return;
    }
    const { error } = fieldsOf(event.response);
    if (isSaid(error)) this.takeError({ error });
    this.only = event;
    this.count += 1;
    // What comes behind a hole does not go on with the text before it.
    if (this.isDamaged) return;
    this.response.take(event);
    this.chunks.take(event);
  }

  /** Some services tell more of an error in a second event, behind the one that ends the stream. */
  private takeError(error: JsonObject): void {
    const told = fullness(error);
    if (told <= this.errorFullness) return;
    this.error = error;
    this.errorFullness = told;
  }
}

/**
 * Joins a stream of events. It gives the chunks of a completion joined into one, the response of the Responses API, or
 * the error in an event, the one of several that tells most. Undefined for any other stream.
 */
export const joinEventStream = (stream: Buffer): JoinedStream | undefined => {
  const lines = { isTooLong: false };
  const reading = new EventReading();
  for (const data of dataOf(stream, lines)) reading.take(data);
  return lines.isTooLong ? { isTooLong: true } : reading.joined();
};
