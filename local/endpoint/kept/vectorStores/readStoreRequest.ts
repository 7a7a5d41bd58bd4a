import { isRecord, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import { refuseAbsent, refuseField } from "../../server/refusals";
import type { FileStore, StoredFile } from "../files/fileStore";
import { isMetadata } from "../metadata";
import { refusedEnding } from "./readDocument";
import type { Chunking, Read, VectorStore } from "./vectorStore";

type Body = Readonly<Record<string, unknown>>;

/** The file to attach, and how. */
interface AskedFile {
  file: StoredFile;
  attributes: Record<string, unknown>;
  chunking: Chunking;
}

const byDefault: Chunking = { max_chunk_size_tokens: 800, chunk_overlap_tokens: 400 };

const readChunking = (given: unknown): Read<Chunking> => {
  if (given === undefined || (isRecord(given) && given["type"] === "auto")) return { value: byDefault };
  const name = "chunking_strategy";
  const fixed = isRecord(given) && given["type"] === "static" ? given["static"] : undefined;
  if (!isRecord(fixed)) return { refusal: refuseField(name, `Invalid value for '${name}'.`) };
  const { max_chunk_size_tokens: size, chunk_overlap_tokens: overlap } = fixed;
  if (typeof size !== "number" || size < 100 || size > 4096)
    return { refusal: refuseField(name, "max_chunk_size_tokens must be between 100 and 4096.") };
  if (typeof overlap !== "number" || overlap < 0 || overlap > size / 2)
    return {
      refusal: refuseField(name, "chunk_overlap_tokens must be at most half of max_chunk_size_tokens."),
    };
  return { value: { max_chunk_size_tokens: size, chunk_overlap_tokens: overlap } };
};

const isAttribute = (value: unknown): boolean =>
  typeof value === "number" ||
  typeof value === "boolean" ||
  (typeof value === "string" && value.length <= 512);

const isAttributes = (value: unknown): value is Record<string, unknown> => {
  if (!isRecord(value)) return false;
  const pairs = Object.entries(value);
  return pairs.length <= 16 && pairs.every(([name, entry]) => name.length <= 64 && isAttribute(entry));
};

const readFile = (given: unknown, files: FileStore): Read<AskedFile> => {
  const entry: Body = isRecord(given) ? given : { file_id: given };
  const { file_id: id, attributes } = entry;
  const file = typeof id === "string" ? files.find(id) : undefined;
  if (file === undefined) {
    const message = `No such File object: ${id}`;
    return { refusal: jsonAnswer(standardError({ message, param: "file_ids", code: "not_found" }), 404) };
  }
  const ending = refusedEnding(file.fileName);
  if (ending !== undefined)
    return {
      refusal: refuseField("file_ids", `Files with extensions [${ending}] are not supported for retrieval.`),
    };
  if (attributes !== undefined && attributes !== null && !isAttributes(attributes))
    return { refusal: refuseField("attributes", "Invalid 'attributes': expected up to 16 plain values.") };
  const chunking = readChunking(entry["chunking_strategy"]);
  if ("refusal" in chunking) return chunking;
  return { value: { file, attributes: attributes ?? {}, chunking: chunking.value } };
};

/** The files of a request for a batch, or what is wrong with them. */
export const readFiles = (
  body: Body,
  { files, maximum, isDated }: { files: FileStore; maximum: number; isDated: boolean },
): Read<AskedFile[]> => {
  const { file_ids: ids, files: given } = body;
  if (isDated && given !== undefined)
    return { refusal: refuseField("files", "Unknown parameter: 'files'.", "unknown_parameter") };
  if (ids !== undefined && given !== undefined)
    return { refusal: refuseField("files", "Mutually exclusive parameters: 'file_ids' and 'files'.") };
  const name = given === undefined ? "file_ids" : "files";
  const list = given ?? ids;
  if (!Array.isArray(list) || list.length === 0) return { refusal: refuseAbsent(name) };
  if (list.length > maximum) {
    const message = `Invalid '${name}': array too long. Expected an array with maximum length ${maximum}, but got an array with length ${list.length} instead.`;
    return { refusal: refuseField(name, message, "array_above_max_length") };
  }
  const shared = { attributes: body["attributes"], chunking_strategy: body["chunking_strategy"] };
  const read = list.map((entry) => readFile(given ? entry : { ...shared, file_id: entry }, files));
  const values = read.flatMap((one) => ("value" in one ? [one.value] : []));
  const refused = read.find((one) => "refusal" in one);
  return refused && "refusal" in refused ? refused : { value: values };
};

/** What a request for a store says, or what is wrong with it. */
export const readStoreRequest = (
  body: Body,
): Read<Pick<VectorStore, "name" | "metadata" | "expiresAfterDays">> => {
  const { name = "", metadata = {}, expires_after: expiry } = body;
  if (typeof name !== "string")
    return { refusal: refuseField("name", "Invalid type for 'name': expected a string.") };
  if (metadata !== null && !isMetadata(metadata))
    return { refusal: refuseField("metadata", "Invalid 'metadata': expected up to 16 texts.") };
  const days = isRecord(expiry) ? expiry["days"] : undefined;
  const isDays = typeof days === "number" && Number.isInteger(days) && days >= 1 && days <= 365;
  if (expiry !== undefined && !(isDays && isRecord(expiry) && expiry["anchor"] === "last_active_at"))
    return {
      refusal: refuseField(
        "expires_after",
        "Invalid 'expires_after': expected 1 to 365 days after last_active_at.",
      ),
    };
  return { value: { name, metadata: metadata ?? {}, expiresAfterDays: isDays ? days : undefined } };
};
