import { isRecord } from "../../../platform/isRecord";
import type { ResultNode } from "../../wire/run";
import { valueAt } from "../runs/readPath";
import { fileAt } from "./fileAt";
import { typeOfText } from "./sniffedType";

/** Which entries of a list or an object, or which characters of a text, are asked for. */
interface ResultPage {
  offset: number;
  count: number;
}

/** How a room shows its values. */
interface ShownValues {
  /** The address of the file at a path. */
  hrefOf(segments: readonly string[]): string;
  /** Removes secrets from a text, before it is cut. */
  redact(text: string): string;
  /** What the whole value is, where it is bytes. */
  contentType?: string | undefined;
}

/** Characters of a text that stands in a list of entries. */
const mostInLine = 300;
/** Characters of a name; a longer one is cut, and can't be opened. */
const mostInName = 1_000;
/** The most entries of a page. */
export const mostEntries = 200;
/** The most characters of a page. */
const mostCharacters = 20_000;

type Shown = ShownValues & { segments: readonly string[] };

const textNode = (text: string, { offset, count }: ResultPage, { hrefOf, segments }: Shown): ResultNode => {
  const contentType = typeOfText(text);
  const value = text.slice(offset, offset + count);
  return {
    kind: "text",
    value,
    size: text.length,
    ...(offset > 0 && { offset }),
    ...(contentType !== undefined && { contentType }),
    ...((contentType !== undefined || value.length < text.length) && { href: hrefOf(segments) }),
  };
};

/** A value that can't be told in JSON as what it is, such as a date or a function, is its text. */
const oddText = (value: unknown): string => {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  return String(value).slice(0, mostInLine);
};

/** A value without its entries. */
const leaf = (value: unknown, page: ResultPage, shown: Shown): ResultNode => {
  const file = fileAt(value, shown.contentType);
  if (file) {
    const { data, contentType, fileName } = file;
    return {
      ...{ kind: "file", size: data.length, contentType: contentType.slice(0, 100) },
      ...(fileName !== undefined && { fileName: shown.redact(fileName).slice(0, mostInLine) }),
      href: shown.hrefOf(shown.segments),
      ...(isRecord(value) && { entries: Object.keys(value).length }),
    };
  }
  if (value === null) return { kind: "null" };
  if (value === undefined) return { kind: "absent" };
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (typeof value === "number")
    return { kind: "number", value: Number.isFinite(value) ? value : `${value}` };
  if (typeof value === "string") return textNode(shown.redact(value), page, shown);
  if (Array.isArray(value)) return { kind: "list", size: value.length };
  if (typeof value !== "object" || value instanceof Date) return { kind: "text", value: oddText(value) };
  return { kind: "object", size: Object.keys(value).length };
};

const namesIn = (value: object, { offset, count }: ResultPage): string[] => {
  if (!Array.isArray(value)) return Object.keys(value).slice(offset, offset + count);
  const length = Math.max(0, Math.min(count, value.length - offset));
  return Array.from({ length }, (_, index) => String(offset + index));
};

/** What is said of the bytes that an object has as its data. */
const typeBeside = (value: object): string | undefined => {
  const { contentType } = value as { contentType?: unknown };
  return typeof contentType === "string" ? contentType : undefined;
};

const cut = (name: string): string => (name.length > mostInName ? `${name.slice(0, mostInName)}…` : name);

/** The entries of a list or an object, each without its own. Bytes have none. */
const childrenOf = (value: unknown, page: ResultPage, shown: Shown): ResultNode["children"] => {
  if (typeof value !== "object" || value === null || value instanceof Date || value instanceof Uint8Array) {
    return undefined;
  }
  const contentType = typeBeside(value);
  return namesIn(value, page).map((name) => {
    const own = { ...shown, contentType, segments: [...shown.segments, name] };
    const entry = (value as Record<string, unknown>)[name];
    return { name: cut(shown.redact(name)), node: leaf(entry, { offset: 0, count: mostInLine }, own) };
  });
};

/** A value at a path with one page of its entries, or one piece of its text. Nothing of it travels whole. */
export const resultNode = (
  value: unknown,
  segments: readonly string[],
  { offset, count }: ResultPage,
  shown: ShownValues,
): ResultNode => {
  const found = valueAt(value, segments);
  const parent = segments.length > 0 ? valueAt(value, segments.slice(0, -1)) : undefined;
  const contentType = parent ? typeBeside(parent as object) : shown.contentType;
  const place = { ...shown, contentType, segments };
  const node = leaf(found, { offset, count: Math.min(count, mostCharacters) }, place);
  const children = childrenOf(found, { offset, count: Math.min(count, mostEntries) }, place);
  return children ? { ...node, children, offset } : node;
};
