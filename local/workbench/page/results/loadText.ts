import type { ResultNode } from "../../wire/run";
import { writePath } from "../../wire/writePath";
import { get, ServerError } from "../app/api";

/** Characters of one answer. */
const pieceLength = 20_000;

/** The longest text that is copied, in characters. */
const mostCopied = 5_000_000;

/** One piece of a text on the server. */
export const loadPiece = async (
  address: string,
  segments: readonly string[],
  offset: number,
): Promise<string> => {
  const query = new URLSearchParams({
    path: writePath("", segments),
    offset: String(offset),
    count: String(pieceLength),
  });
  return String((await get<ResultNode>(`${address}?${query}`)).value ?? "");
};

/**
 * A value as a text, whole: an object or a list as JSON.
 * @throws Error with a sentence for one that is too large to be copied
 */
export const loadText = async (
  address: string,
  segments: readonly string[],
  { kind, value, size = 0 }: ResultNode,
): Promise<string> => {
  if (kind === "list" || kind === "object") {
    const query = new URLSearchParams({ path: writePath("", segments) });
    return (await get<{ text: string }>(`${address}/json?${query}`)).text;
  }
  const known = String(value ?? "");
  if (kind !== "text" || known.length >= size) return known;
  if (size > mostCopied) throw new ServerError("This text is too long to be copied: save it as a file.");
  const pieces: string[] = [];
  for (let offset = 0; offset < size; offset += pieceLength) {
    pieces.push(await loadPiece(address, segments, offset));
  }
  return pieces.join("");
};
