import { extname } from "node:path";

/** A file as an earlier step gives it. */
export interface FileValue {
  data: Buffer;
  contentType: string;
}

const contentTypes: Readonly<Record<string, string>> = {
  ".csv": "text/csv",
  ".gif": "image/gif",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".jsonl": "application/jsonl",
  ".md": "text/markdown",
  ".mp3": "audio/mpeg",
  ".pdf": "application/pdf",
  ".png": "image/png",
  ".txt": "text/plain",
  ".wav": "audio/wav",
  ".webp": "image/webp",
};

/** Bytes as a file, whose type the extension of its name tells. */
export const fileValue = (data: Buffer, name = ""): FileValue => ({
  data,
  contentType: contentTypes[extname(name).toLowerCase()] ?? "application/octet-stream",
});

/** The extension of files of a type, such as `.png`; `.bin` when it is not known. */
export const extensionOf = (contentType: string): string => {
  const type = contentType.split(";")[0]?.trim().toLowerCase();
  return Object.entries(contentTypes).find(([, known]) => known === type)?.[0] ?? ".bin";
};
