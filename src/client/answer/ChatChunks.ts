import { isObject, type JsonObject } from "../../text/isObject";

/** Texts that every chunk says whole; the others come piece by piece. */
const wholeTexts = new Set(["role", "id", "type", "name"]);

/** A request takes 128 tools (service limit): an index beyond that is not believed. */
const mostIndexed = 128;

const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== "";

const partsOf = (content: unknown): unknown[] =>
  Array.isArray(content) ? content : content === "" ? [] : [{ type: "text", text: content }];

/** Adds to a list, an entry that has the index of an earlier one to that one, such as to the call of a tool. */
const addEntries = (list: unknown[], pieces: readonly unknown[]): unknown[] => {
  for (const piece of pieces) {
    const index = isObject(piece) ? piece.index : undefined;
    const earlier =
      index === undefined
        ? undefined
        : list.slice(0, mostIndexed).find((entry) => isObject(entry) && entry.index === index);
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

/** Adds the next piece of an object to what came of it before. */
const addPiece = (whole: JsonObject, piece: JsonObject): JsonObject => {
  for (const [key, value] of Object.entries(piece)) {
    if (key !== "__proto__") whole[key] = joined(key, whole[key], value);
  }
  return whole;
};

/** Sets what a later chunk says; a field that it leaves out or sets to null keeps its value. */
const setFields = (whole: JsonObject, fields: JsonObject): void => {
  for (const [key, value] of Object.entries(fields)) {
    if (key !== "__proto__" && (isSaid(value) || !(key in whole))) whole[key] = value;
  }
};

/** A choice as far as it has come: its message, and the fields beside that. */
class Choice {
  private message: JsonObject = {};
  private readonly fields: JsonObject = {};

  constructor(readonly index: number) {}

  take({ delta, message, text, logprobs, ...fields }: JsonObject): void {
    if (isObject(message)) this.message = message;
    else if (isObject(delta)) addPiece(this.message, delta);
    addPiece(this.fields, {
      ...(text !== undefined && { text }),
      ...(logprobs !== undefined && { logprobs }),
    });
    setFields(this.fields, fields);
  }

  get isEnded(): boolean {
    return isSaid(this.fields.finish_reason) || isSaid(this.fields.error);
  }

  whole(): JsonObject {
    const { index, message, fields } = this;
    // A choice of the older completions is a text.
    const isText = typeof fields.text === "string";
    const own = isText ? {} : { message: { role: "assistant", content: null, ...message } };
    return { finish_reason: null, ...fields, index, ...own };
  }
}

/** Joins the chunks of a streamed completion into what would have come in one piece. */
export class ChatChunks {
  private readonly answer: JsonObject = {};
  private readonly choices = new Map<number, Choice>();
  private count = 0;

  /** Takes the next chunk; anything else is passed over. */
  take({ choices, ...fields }: JsonObject): void {
    if (!Array.isArray(choices)) return;
    this.count += 1;
    setFields(this.answer, fields);
    for (const piece of choices.filter(isObject)) {
      const index = typeof piece.index === "number" ? piece.index : 0;
      const choice = this.choices.get(index) ?? new Choice(index);
      this.choices.set(index, choice);
      choice.take(piece);
    }
  }

  /** True as long as no value was a chunk. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** True when every choice has its end. */
  get isEnded(): boolean {
    return this.choices.size > 0 && [...this.choices.values()].every(({ isEnded }) => isEnded);
  }

  /** The completion. */
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
