import { fileFormat, pdfStart } from "../fileFormat";
import { utf8Text } from "../utf8Text";

/** Bytes under a name that a vector store takes, or why it can't read them. */
type DocumentFile = { fileName: string; data: Buffer } | { problem: string };

/** Endings that file search takes (OpenAI's guide to it). Other texts go as .txt. */
const textEndings = new Set(
  "c cpp cs css go html java js json md php py rb sh tex ts txt".split(" ").map((name) => `.${name}`),
);

/** The ending of a document, by the name of its format. */
const documentEndings: Readonly<Record<string, string>> = {
  "a PDF": ".pdf",
  "a Word document": ".docx",
  "a PowerPoint presentation": ".pptx",
};

const longestEnding = 10;

const endingOf = (name: string): string => {
  const at = name.lastIndexOf(".");
  return at > 0 && name.length - at <= longestEnding ? name.slice(at).toLowerCase() : "";
};

/** The name with the ending: its own in lower case, or else added. */
const named = (name: string, ending: string): string =>
  endingOf(name) === ending ? `${name.slice(0, -ending.length)}${ending}` : `${name}${ending}`;

/**
 * Names bytes as a vector store takes them: services refuse files without an ending, and judge by ending and content.
 * The ending follows from the bytes, whatever the name says; a text keeps its own where it is a known one.
 */
export const documentFile = (bytes: Buffer, name: string): DocumentFile => {
  if (bytes.length === 0) return { problem: "the file is empty." };
  const format = fileFormat(bytes);
  if (format?.isPdf) return { fileName: named(name, ".pdf"), data: bytes.subarray(pdfStart(bytes)) };
  const ending = documentEndings[format?.name ?? ""];
  if (ending !== undefined) return { fileName: named(name, ending), data: bytes };
  if (format?.name === "an old Office document" && endingOf(name) === ".doc")
    return { fileName: named(name, ".doc"), data: bytes };
  if (format && !format.isText)
    return {
      problem: `the file is ${format.name}, and vector stores read texts, PDFs, Word and PowerPoint. Convert it to one of these.`,
    };
  const text = utf8Text(bytes);
  if ("problem" in text) return text;
  if (text.bytes.toString("latin1").trim() === "") return { problem: "the file holds blanks alone." };
  const own = endingOf(name);
  return { fileName: named(name, textEndings.has(own) ? own : ".txt"), data: text.bytes };
};
