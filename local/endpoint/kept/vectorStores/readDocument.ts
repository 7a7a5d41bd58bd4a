import { isUtf8 } from "node:buffer";
import type { StoredFile } from "../files/fileStore";
import type { Chunking, Embed, Passage, ReadingProblem } from "./vectorStore";

/** What came of reading a file. */
interface ReadDocument {
  passages: Passage[];
  problem: ReadingProblem | undefined;
}

/** Endings that can be attached. */
const endings = new Set(
  "c cpp cs css doc docx go html java js json md pdf php pptx py rb sh tex ts txt".split(" "),
);

const dimensions = 256;
const unsupported: ReadingProblem = { code: "unsupported_file", message: "The file type is not supported." };
const tooLarge: ReadingProblem = {
  code: "invalid_file",
  message: "The file could not be parsed because it is too large.",
};

/** The ending of a name that can't be attached; undefined for one that can. */
export const refusedEnding = (fileName: string): string | undefined => {
  const ending = /\.([^./\\]{1,20})$/.exec(fileName)?.[1];
  if (ending !== undefined && endings.has(ending)) return undefined;
  return ending ?? "none";
};

/** The text of a PDF whose pages are not compressed. */
const textOfPdf = (bytes: Buffer): string =>
  [...bytes.toString("latin1").matchAll(/\(([^()\\]{1,2000})\)\s{0,9}Tj/g)]
    .map(([, shown = ""]) => shown)
    .join("\n");

const textOf = ({ fileName, bytes }: StoredFile): string | undefined => {
  if (/\.pdf$/.test(fileName)) return bytes.includes("%PDF-") ? textOfPdf(bytes) : undefined;
  return isUtf8(bytes) && !bytes.includes(0) && !bytes.includes("%PDF-") ? bytes.toString("utf8") : undefined;
};

/** Cuts a text into passages of words that overlap, which stand for the service's tokens. */
const cut = (text: string, { max_chunk_size_tokens: size, chunk_overlap_tokens: overlap }: Chunking) => {
  const words = [...text.matchAll(/\S+/g)];
  const pieces: string[] = [];
  for (let start = 0; start < words.length; start += size - overlap) {
    const last = words[Math.min(start + size, words.length) - 1];
    const from = words[start]?.index ?? 0;
    pieces.push(text.slice(from, (last?.index ?? 0) + (last?.[0].length ?? 0)));
    if (start + size >= words.length) break;
  }
  return { pieces, words: words.length };
};

/** Reads a file: cuts its text, and makes a vector of each passage. */
export const readDocument = (
  file: StoredFile,
  chunking: Chunking,
  { embed, maximumWords }: { embed: Embed; maximumWords: number },
): ReadDocument => {
  const text = textOf(file);
  if (text === undefined || text.trim() === "") return { passages: [], problem: unsupported };
  const { pieces, words } = cut(text, chunking);
  if (words > maximumWords) return { passages: [], problem: tooLarge };
  return {
    passages: pieces.map((piece) => ({ text: piece, vector: embed(piece, dimensions) })),
    problem: undefined,
  };
};

/** The vector of a question, to compare with those of passages. */
export const vectorOf = (question: string, embed: Embed): Float32Array => embed(question, dimensions);
