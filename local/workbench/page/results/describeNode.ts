import type { ResultNode } from "../../wire/run";

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** A number of bytes for people. */
export const bytesInWords = (bytes: number): string => {
  if (bytes < 1_024) return counted(bytes, "byte");
  const kilobytes = bytes / 1_024;
  return kilobytes < 1_024 ? `${kilobytes.toFixed(1)} kB` : `${(kilobytes / 1_024).toFixed(1)} MB`;
};

/** A value in one line. */
export const describeNode = ({ kind, value, size = 0, contentType = "" }: ResultNode): string => {
  if (kind === "list") return size === 0 ? "[]" : `[${counted(size, "entry").replace("entrys", "entries")}]`;
  if (kind === "object") return size === 0 ? "{}" : `{${counted(size, "field")}}`;
  if (kind === "file") return `${contentType}, ${bytesInWords(size)}`;
  if (kind === "text") return JSON.stringify(value ?? "");
  return kind === "absent" || kind === "null" ? kind : String(value);
};
