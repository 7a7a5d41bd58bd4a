import type { DataRecord } from "../../inputs/records";
import { isObject } from "../../text/isObject";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { listIn } from "./messageTexts";
import type { ShapeRow, TrainingOptions } from "./trainingOptions";

/** What a row of each method may have; a grader reads whatever else a row of reinforcement training has. */
const knownFields = {
  supervised: ["messages", "tools", "functions", "parallel_tool_calls"],
  preference: ["input", "preferred_output", "non_preferred_output"],
  reinforcement: ["messages", "tools"],
} as const;

/** A column of a table holds lists and objects as JSON. */
const opened = (value: unknown): unknown => {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) return value;
  try {
    return parseJsonExactly(value);
  } catch {
    return value;
  }
};

/** A message without the fields that are null, which the services take for a value of the wrong type. */
const withoutNulls = (message: unknown): unknown =>
  isObject(message) && Object.entries(message).some(([name, value]) => value === null && name !== "content")
    ? Object.fromEntries(
        Object.entries(message).filter(([name, value]) => value !== null || name === "content"),
      )
    : message;

const cleanColumn = (value: unknown): unknown => {
  const column = opened(value);
  if (Array.isArray(column)) return column.map(withoutNulls);
  return isObject(column) && Array.isArray(column["messages"])
    ? { ...column, messages: column["messages"].map(withoutNulls) }
    : column;
};

const withCleanColumns = (record: DataRecord, columns: readonly string[]): DataRecord => {
  const names = columns.filter((name) => name in record);
  const cleaned = names.map((name) => [name, cleanColumn(record[name]) ?? undefined]);
  return { ...record, ...Object.fromEntries(cleaned) };
};

const isInstruction = (message: unknown): boolean =>
  isObject(message) && (message["role"] === "system" || message["role"] === "developer");

const withSystem = (messages: unknown, text: string): unknown =>
  text === "" || !Array.isArray(messages) || messages.some(isInstruction)
    ? messages
    : [{ role: "system", content: text }, ...messages];

const textOfContent = (content: unknown): string | undefined => {
  if (typeof content === "string") return content;
  const texts = listIn(content).map((part) => (isObject(part) ? part["text"] : part));
  return texts.length > 0 && texts.every((text) => typeof text === "string") ? texts.join("\n") : undefined;
};

/** The messages with the system's texts in front of the first user's. */
const movedSystem = (messages: readonly unknown[]): readonly unknown[] => {
  const moved = messages.filter((message) => isObject(message) && message["role"] === "system");
  const texts = moved.map((message) => textOfContent((message as DataRecord)["content"]));
  const others = messages.filter((message) => !moved.includes(message));
  const place = others.findIndex((message) => isObject(message) && message["role"] === "user");
  const user = others[place] as DataRecord | undefined;
  if (moved.length === 0 || !user || texts.includes(undefined)) return messages;
  const text = texts.join("\n");
  const { content } = user;
  const joined = Array.isArray(content)
    ? [{ type: "text", text }, ...content]
    : `${text}\n\n${content ?? ""}`;
  return others.with(place, { ...user, content: joined });
};

/** Takes records that are rows already; what no row of the method has is left out, and told. */
export const readyRow = (
  { method, service, movesSystemMessages }: TrainingOptions,
  system: ((record: DataRecord) => { text: string } | { reason: string }) | undefined,
): ShapeRow => {
  const isMoved = method === "reinforcement" && service === "azure" && (movesSystemMessages || system);
  const known: readonly string[] = knownFields[method];
  return (given) => {
    const record = withCleanColumns(given, known);
    const piece = system?.(record) ?? { text: "" };
    if ("reason" in piece) return piece;
    if (method === "reinforcement") {
      const messages = withSystem(record["messages"], piece.text);
      return {
        row: { ...record, messages: isMoved && Array.isArray(messages) ? movedSystem(messages) : messages },
      };
    }
    const names = Object.keys(record);
    const kept = Object.fromEntries(
      names.filter((name) => known.includes(name)).map((name) => [name, record[name]]),
    );
    const leftOut = names.filter((name) => !known.includes(name));
    const { input, messages } = kept;
    if (method === "preference") {
      const filled = isObject(input)
        ? { ...input, messages: withSystem(input["messages"], piece.text) }
        : input;
      return { row: { ...kept, input: filled }, leftOut };
    }
    return { row: { ...kept, messages: withSystem(messages, piece.text) }, leftOut };
  };
};
