import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { isSaid, setFields } from "./laterFields";

/** A text of an item that comes in pieces: the item's type, and where the text stands in it. */
interface Piece {
  item: string;
  /** The list that it is in, and the type of its entry; absent where it is a field of the item. */
  list?: "content" | "summary";
  entry?: string;
  field: string;
}

const message = { item: "message", list: "content" } as const;

/** The texts that come in pieces, by the name of their events (the API's reference, streaming events). */
const pieces: ReadonlyMap<string, Piece> = new Map<string, Piece>([
  ["output_text", { ...message, entry: "output_text", field: "text" }],
  ["refusal", { ...message, entry: "refusal", field: "refusal" }],
  ["reasoning_text", { item: "reasoning", list: "content", entry: "reasoning_text", field: "text" }],
  ["reasoning_summary_text", { item: "reasoning", list: "summary", entry: "summary_text", field: "text" }],
  ["function_call_arguments", { item: "function_call", field: "arguments" }],
  ["mcp_call_arguments", { item: "mcp_call", field: "arguments" }],
  ["custom_tool_call_input", { item: "custom_tool_call", field: "input" }],
  ["code_interpreter_call_code", { item: "code_interpreter_call", field: "code" }],
]);

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

/** One item of a response's output, as far as its events have arrived. What is told as done counts over pieces. */
export class ResponseItem {
  /** The item as its first event had it, and what came in pieces. */
  private readonly made: JsonObject = {};
  private readonly lists = { content: new Map<number, JsonObject>(), summary: new Map<number, JsonObject>() };
  private done: Readonly<JsonObject> = {};

  /** Takes an event about the item, by its name without `response.`. */
  take(name: string, event: Readonly<JsonObject>): void {
    const { item, part } = event;
    if (name === "output_item.done") this.done = fieldsOf(item);
    else if (name === "output_item.added") setFields(this.made, fieldsOf(item));
    else if (name === "content_part.done" && isObject(part))
      setFields(this.entryAt("content", event.content_index), part);
    else if (name === "output_text.annotation.added") this.addAnnotation(event);
    else this.takePiece(name, event);
  }

  whole(): JsonObject {
    const made: JsonObject = { ...this.made };
    for (const [name, entries] of Object.entries(this.lists)) {
      if (entries.size > 0)
        made[name] = [...entries].sort(([left], [right]) => left - right).map(([, entry]) => entry);
    }
    const told = Object.entries(this.done).filter(([, value]) => isSaid(value) && !isEmptyList(value));
    return { ...this.done, ...made, ...Object.fromEntries(told) };
  }

  private takePiece(name: string, event: Readonly<JsonObject>): void {
    const [, text = "", stage] = /^(\w+)\.(delta|done)$/.exec(name) ?? [];
    const piece = pieces.get(text);
    if (!piece) return;
    const { item, list, entry, field } = piece;
    if (!isSaid(this.made.type)) this.made.type = item;
    if (list === "content" && item === "message" && !isSaid(this.made.role)) this.made.role = "assistant";
    const owner = list
      ? this.entryAt(list, list === "content" ? event.content_index : event.summary_index, entry)
      : this.made;
    const before = typeof owner[field] === "string" ? owner[field] : "";
    if (stage === "delta") owner[field] = before + (typeof event.delta === "string" ? event.delta : "");
    else if (typeof event[field] === "string") owner[field] = event[field];
    if (!list) setFields(owner, { call_id: event.call_id, name: event.name });
    if (Array.isArray(event.logprobs) && event.logprobs.length > 0) {
      if (stage !== "delta" || !Array.isArray(owner.logprobs)) owner.logprobs = [];
      const kept = owner.logprobs as unknown[];
      for (const entry of event.logprobs) kept.push(entry);
    }
  }

  private entryAt(list: "content" | "summary", place: unknown, type?: string): JsonObject {
    const index = typeof place === "number" ? place : 0;
    const entries = this.lists[list];
    const entry: JsonObject = entries.get(index) ?? (type === undefined ? {} : { type });
    entries.set(index, entry);
    return entry;
  }

  private addAnnotation({ content_index, annotation }: Readonly<JsonObject>): void {
    const entry = this.entryAt("content", content_index, "output_text");
    const before: unknown[] = Array.isArray(entry.annotations) ? entry.annotations : [];
    if (isObject(annotation)) entry.annotations = [...before, annotation];
  }
}
