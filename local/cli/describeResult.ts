import { isRecord } from "../platform/isRecord";
import type { WrittenFile } from "./resultFiles";

type JsonObject = Record<string, unknown>;

const objectOf = (value: unknown): JsonObject => (isRecord(value) ? value : {});

/** The entries of a list as objects; none when it is not a list. */
export const listOf = (value: unknown): JsonObject[] => (Array.isArray(value) ? value.map(objectOf) : []);

/** The tokens in a result, such as "27 in, 14 out"; undefined where it has none. */
export const usedTokens = (data: unknown): string | undefined => {
  const { tokens, usage } = objectOf(data);
  const counted = objectOf(tokens ?? usage);
  const input = counted["input"] ?? counted["prompt_tokens"] ?? counted["input_tokens"];
  const output = counted["output"] ?? counted["completion_tokens"] ?? counted["output_tokens"];
  if (typeof input !== "number" && typeof output !== "number") return undefined;
  return Object.entries({ in: input, out: output })
    .flatMap(([way, count]) => (typeof count === "number" ? [`${count.toLocaleString("en")} ${way}`] : []))
    .join(", ");
};

/** The cost in a result, at the entered prices; undefined where it has none. */
const costOf = (data: unknown): string | undefined => {
  const { total } = objectOf(objectOf(data)["cost"]);
  return typeof total === "number" ? `Cost: ${total}` : undefined;
};

/** The text of each choice of a chat completion. */
export const choiceTexts = (data: JsonObject): string[] =>
  listOf(data["choices"]).flatMap(({ message }) => {
    const { content } = objectOf(message);
    return typeof content === "string" ? [content] : [];
  });

/** The line of an item that succeeded: its text, or the verdict on it. */
const saidOf = ({ output_text: text, verdict, reason }: JsonObject): string =>
  String(text ?? [verdict, reason].filter((word) => typeof word === "string").join(": "));

/** The results of many items, each with its number. */
export const resultLines = (data: JsonObject): string[] => {
  const results = listOf(data["results"]).filter(({ status }) => typeof status === "string");
  return results.map((result, place) => {
    const { index, status, error } = result;
    const number = (typeof index === "number" ? index : place) + 1;
    return status === "succeeded"
      ? `${number}. ${saidOf(result)}`
      : `${number}. ${String(status)}: ${String(objectOf(error)["message"] ?? "no reason given")}`;
  });
};

const checkMarks: Readonly<Record<string, string>> = { pass: "✓", fail: "✗", notReached: "–" };

/** The checks of a diagnosis, each with its finding and its mend. */
const checkLines = (data: JsonObject): string[] =>
  listOf(data["checks"]).flatMap(({ check, status, detail, mend }) => {
    const mark = typeof status === "string" ? checkMarks[status] : undefined;
    if (mark === undefined || typeof check !== "string") return [];
    const words = [detail, mend].filter((text) => typeof text === "string" && text !== "");
    return [`${mark} ${[`${check}:`, ...words].join(" ")}`];
  });

/** Choices such as a dropdown would offer. */
const elementLines = (value: unknown): string[] => {
  const elements = listOf(value);
  if (elements.length === 0 || !elements.every(({ key }) => typeof key === "string")) return [];
  return elements.map(({ key, label }) => String(label ?? key));
};

const mainText = (value: unknown): string => {
  if (typeof value === "string") return value;
  const data = objectOf(value);
  const checks = checkLines(data);
  if (checks.length > 0) return [...checks, "", String(data["summary"] ?? "")].join("\n").trimEnd();
  const choices = choiceTexts(data);
  if (choices.length > 1) return choices.map((text, index) => `${index + 1}. ${text}`).join("\n");
  for (const text of [data["output_text"], data["summary"]]) {
    if (typeof text === "string" && text !== "") return text;
  }
  const lines = [...resultLines(data), ...elementLines(value)];
  return lines.length > 0 ? lines.join("\n") : "";
};

const fileLine = ({ file, contentType, bytes }: WrittenFile): string =>
  `${file}  ${contentType}, ${bytes.toLocaleString("en")} bytes`;

/**
 * Describes a result for people: its text or the written files, then its cost.
 * @param otherwise - shows a result that has neither a text nor a file
 */
export const describeResult = (
  value: unknown,
  files: readonly WrittenFile[],
  otherwise: (value: unknown) => string = (plain) => JSON.stringify(plain, null, 2),
): string => {
  const text = mainText(value);
  const tokens = usedTokens(value);
  const { failed, remaining } = objectOf(objectOf(value)["counts"]);
  const isIncomplete = Number(failed ?? 0) + Number(remaining ?? 0) > 0;
  const shown = text === "" && files.length === 0 ? otherwise(value) : text;
  return [
    shown,
    files.map(fileLine).join("\n"),
    [
      isIncomplete && `${Number(failed ?? 0)} failed, ${Number(remaining ?? 0)} not started`,
      tokens && `Tokens: ${tokens}`,
      costOf(value),
    ]
      .filter((line) => typeof line === "string")
      .join("\n"),
  ]
    .filter((part) => part !== "" && part !== undefined)
    .join("\n\n");
};
