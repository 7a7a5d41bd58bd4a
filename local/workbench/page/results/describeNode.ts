import type { ResultNode } from "../../wire/run";
import { bytesInWords } from "../parts/bytesInWords";

const counted = (count: number, noun: string): string =>
  `${count.toLocaleString("en-US")} ${noun}${count === 1 ? "" : "s"}`;

/** A value in one line. */
export const describeNode = ({ kind, value, size = 0, contentType = "" }: ResultNode): string => {
  if (kind === "list") return size === 0 ? "[]" : `[${counted(size, "entry").replace("entrys", "entries")}]`;
  if (kind === "object") return size === 0 ? "{}" : `{${counted(size, "field")}}`;
  if (kind === "file") return `${contentType}, ${bytesInWords(size)}`;
  if (kind === "text") return JSON.stringify(value ?? "");
  return kind === "absent" || kind === "null" ? kind : String(value);
};
