import { input } from "@prismatic-io/spectral";
import { isEmpty } from "../../inputs/cleaners";
import { cleanId } from "../../inputs/cleanId";
import { nameOfFile } from "../../inputs/fileNames";
import { flatFiles } from "../../inputs/flatFiles";
import { listEntries } from "../../inputs/listEntries";
import { readable } from "../../inputs/readable";
import { parsedFile } from "../../inputs/textOfBytes";
import type { StoreFile } from "../../tasks/vectorStores/storeFile";
import { encodedFile, fileOf } from "../../text/bytesOf";
import { bytesOfDataUrl } from "../../text/encodedBytes";
import { readAt, refuseInput } from "../../text/InputError";
import { fieldsOf } from "../../text/isObject";
import { jsonText } from "../../text/plainValue";
import { readAttributes } from "../../text/vectorStores/attributes";

const label = "Files";
const idHint = "Enter an id such as file-abc123.";
const accepted = "Accepted is a file of an earlier step, a list of files, or text.";

/** Most files of a step: as many as a vector store holds (Azure's guide to file search). */
const mostFiles = 10_000;

/** Most levels at which an entry may have its file. */
const mostLevels = 3;

/** The head of a data URL. A text may only begin like one, such as `data: a, b`. */
const dataUrl = /^data:(?:(?:[\w.+-]{1,100}\/[\w.+-]{1,100})?(?:\s?;[^,;\r\n]{1,100}){0,5}),/i;

const bytesOfText = (text: string): Buffer => {
  const trimmed = text.trim();
  if (/^https?:\/\/\S+$/i.test(trimmed))
    refuseInput(label, "it is an address.", "Download the file in a step before this one.");
  if (/^(?:file|assistant)-[\w-]{1,100}$/.test(trimmed))
    refuseInput(label, "it is the id of a file.", "Enter ids under File IDs.");
  if (dataUrl.test(trimmed))
    return bytesOfDataUrl(trimmed) ?? refuseInput(label, "it is no readable data URL.");
  return encodedFile(trimmed) === undefined ? Buffer.from(text) : Buffer.from(trimmed, "base64");
};

/** The bytes of an entry: a file, text under `data` or `file`, or text alone. */
const bytesIn = (entry: unknown, level = 0): Buffer => {
  if (typeof entry === "string") return bytesOfText(entry);
  const file = fileOf(entry);
  if (file) return file.bytes;
  const json = parsedFile(entry);
  if (json) return Buffer.from(jsonText(json));
  const { data, file: inner } = fieldsOf(entry);
  const one = inner ?? data;
  return isEmpty(one) || level >= mostLevels
    ? refuseInput(label, "it is no file.", accepted)
    : bytesIn(one, level + 1);
};

const readEntry = (entry: unknown, number: number): StoreFile => {
  const place = `file ${number}`;
  const read = <Value>(from: string, what: () => Value): Value =>
    readAt(from, () => readable(label, accepted, what));
  const { name, ...given } = read(place, () => {
    const { fileId, attributes, file } = fieldsOf(entry);
    return { fileId, attributes, name: nameOfFile(entry) ?? nameOfFile(file) };
  });
  return read(name === undefined ? place : `${place} (${name})`, () => {
    const attributes = readAttributes(label, given.attributes);
    const id = cleanId(label, idHint)(given.fileId);
    if (id !== undefined) return { fileId: id, name: null, attributes };
    const json = parsedFile(entry) ? ".json" : "";
    return { bytes: bytesIn(entry), name: name ?? `file-${number}${json}`, attributes };
  });
};

/** Input for the files that go into a vector store. */
export const files = input({
  label,
  type: "data",
  required: false,
  comments:
    "Files of earlier steps. One with attributes of its own is {file, attributes} or {fileId, attributes}.",
  placeholder: "Reference files",
  example: "A reference to files of an earlier step",
  clean: (value: unknown): StoreFile[] | undefined => {
    const entries = readable(label, accepted, () => flatFiles(listEntries(value)));
    if (entries.length > mostFiles)
      refuseInput(label, `there are ${entries.length} files.`, `A vector store holds ${mostFiles}.`);
    return entries.length > 0 ? entries.map((entry, index) => readEntry(entry, index + 1)) : undefined;
  },
});
