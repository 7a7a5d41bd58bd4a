import { contentText } from "../../text/contentText";
import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { addFindings } from "./filterFindings";
import { isSaid, setFields } from "./laterFields";

/** Fields whose text is complete in each chunk. Other texts come in pieces and are joined. */
const wholeTexts = new Set(["role", "id", "type", "name", "format"]);

/** A request has at most 128 tools (service limit): a higher index is ignored. */
const mostIndexed = 128;

const partsOf = (content: unknown): unknown[] =>
  Array.isArray(content) ? content : content === "" ? [] : [{ type: "text", text: content }];

const isOther = (before: unknown, piece: unknown): boolean =>
  isSaid(before) && isSaid(piece) && before !== piece;

/**
 * True for a tool call that is not the one before it, whatever its index says: some gateways number every call 0. A call
 * is named once, so that a new name, or a name beside a new id, begins another.
 */
const isOtherCall = (earlier: JsonObject, piece: JsonObject): boolean => {
  const { name } = fieldsOf(piece.function ?? piece.custom);
  const { name: before } = fieldsOf(earlier.function ?? earlier.custom);
  return isOther(before, name) || (isSaid(name) && isOther(earlier.id, piece.id));
};

/** True for a piece of a tool call that names neither its place nor the call: it goes on with the latest one. */
const isNameless = ({ id, index, function: called, custom }: JsonObject): boolean =>
  index === undefined &&
  !isSaid(id) &&
  (isObject(called) || isObject(custom)) &&
  !isSaid(fieldsOf(called ?? custom).name);

/** The entry that a piece goes on with: the latest of its index. */
const earlierEntry = (list: readonly unknown[], piece: JsonObject): unknown => {
  if (isNameless(piece)) return list.at(-1);
  const { index } = piece;
  if (index === undefined) return undefined;
  const earlier = list
    .slice(0, mostIndexed)
    .findLast((entry): entry is JsonObject => isObject(entry) && entry.index === index);
  return earlier && isOtherCall(earlier, piece) ? undefined : earlier;
};

/**
 * Appends entries to a list. An entry with the index of an earlier one, such as a tool call's, is merged into that
 * one.
 */
const addEntries = (list: unknown[], pieces: readonly unknown[]): unknown[] => {
  for (const piece of pieces) {
    const earlier = isObject(piece) ? earlierEntry(list, piece) : undefined;
    if (isObject(earlier) && isObject(piece)) addPiece(earlier, piece);
    else list.push(piece);
  }
  return list;
};

const joined = (key: string, before: unknown, piece: unknown): unknown => {
  if (piece === null || piece === undefined) return before ?? null;
  if (before === null || before === undefined) return piece;
  if (typeof before === "string" && typeof piece === "string")
    return wholeTexts.has(key) ? piece || before : before + piece;
  if (key === "content" && (Array.isArray(before) || Array.isArray(piece)))
    return addEntries(partsOf(before), partsOf(piece));
  if (Array.isArray(before) && Array.isArray(piece)) return addEntries(before, piece);
  return isObject(before) && isObject(piece) ? addPiece(before, piece) : piece;
};

/** Merges the next piece of an object into what came before. */
const addPiece = (whole: JsonObject, piece: JsonObject): JsonObject => {
  for (const [key, value] of Object.entries(piece)) {
    if (key !== "__proto__") whole[key] = joined(key, whole[key], value);
  }
  return whole;
};

/** A tool call as a whole answer has it: its place in the stream is no field of it. */
const withoutIndex = (call: unknown): unknown => {
  if (!isObject(call)) return call;
  const { index, ...fields } = call;
  return fields;
};

/** One choice, as far as its chunks have arrived: its message and its other fields. */
class Choice {
  private message: JsonObject = {};
  private readonly fields: JsonObject = {};

  constructor(readonly index: number) {}

  take({ delta, message, text, logprobs, content_filter_results: findings, ...fields }: JsonObject): void {
    if (isObject(message)) this.message = message;
    else if (isObject(delta)) addPiece(this.message, delta);
    addPiece(this.fields, {
      ...(text !== undefined && { text }),
      ...(logprobs !== undefined && { logprobs }),
    });
    setFields(this.fields, fields);
    if (isSaid(findings))
      this.fields.content_filter_results = addFindings(this.fields.content_filter_results, findings);
  }

  /** The text so far. */
  get said(): string {
    return contentText(this.message.content ?? this.fields.text) ?? "";
  }

  get isEnded(): boolean {
    return isSaid(this.fields.finish_reason) || isSaid(this.fields.error);
  }

  whole(): JsonObject {
    const { index, message, fields } = this;
    // In the older completions API, a choice has a text in place of a message.
    const isText = typeof fields.text === "string";
    const { tool_calls: calls } = message;
    const own = isText
      ? {}
      : {
          message: {
            role: "assistant",
            content: null,
            ...message,
            ...(Array.isArray(calls) && { tool_calls: calls.map(withoutIndex) }),
          },
        };
    return { finish_reason: null, ...fields, index, ...own };
  }
}

/** Fields that say which answer it is. A chunk that comes later, such as an asynchronous filter's, has others. */
const identity = new Set(["id", "object", "created", "model"]);

/** Joins the chunks of a streamed completion into the object that an answer without streaming has. */
export class ChatChunks {
  private readonly answer: JsonObject = {};
  private readonly choices = new Map<number, Choice>();
  private count = 0;

  /** Takes the next chunk; ignores anything else. Its obfuscation is random text that hides how long it is. */
  take({ choices, obfuscation: _, ...fields }: JsonObject): void {
    if (!Array.isArray(choices)) return;
    this.count += 1;
    setFields(this.answer, fields, identity);
    for (const piece of choices.filter(isObject)) {
      const index = typeof piece.index === "number" ? piece.index : 0;
      const choice = this.choices.get(index) ?? new Choice(index);
      this.choices.set(index, choice);
      choice.take(piece);
    }
  }

  /** True while no chunk was taken. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** True when every choice has a finish reason. */
  get isEnded(): boolean {
    return this.choices.size > 0 && [...this.choices.values()].every(({ isEnded }) => isEnded);
  }

  /** The text of the first choice so far. */
  get text(): string {
    return this.choices.get(0)?.said ?? "";
  }

  /** The joined completion. */
  whole(): JsonObject {
    const { answer } = this;
    const inOrder = [...this.choices.values()].sort((left, right) => left.index - right.index);
    return {
      ...answer,
      ...(answer.object === "chat.completion.chunk" && { object: "chat.completion" }),
      choices: inOrder.map((choice) => choice.whole()),
    };
  }
}
