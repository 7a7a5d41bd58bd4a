import type { ApiAnswer } from "../http/apiRoute";
import type { FileAt } from "./fileAt";

/** Types whose files a page shows; a browser is given any other one to keep. None of them runs when it is opened. */
const shownTypes = new Set([
  ...["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml"],
  ...["audio/mpeg", "audio/wav", "audio/x-wav", "audio/ogg", "audio/flac", "audio/aac", "audio/opus"],
  ...["text/plain", "text/csv", "text/vtt", "text/markdown", "application/json", "application/jsonl"],
  "application/x-subrip",
]);

const endings: Readonly<Record<string, string>> = {
  "image/png": ".png",
  "image/jpeg": ".jpg",
  "image/gif": ".gif",
  "image/webp": ".webp",
  "image/svg+xml": ".svg",
  "audio/mpeg": ".mp3",
  "audio/wav": ".wav",
  "text/plain": ".txt",
  "text/csv": ".csv",
  "text/vtt": ".vtt",
  "application/x-subrip": ".srt",
  "application/json": ".json",
  "application/jsonl": ".jsonl",
  "application/pdf": ".pdf",
};

const essence = (contentType: string): string => contentType.split(";")[0]?.trim().toLowerCase() ?? "";

/** A name that no folder, header or program takes for more than a name. */
const safeName = (name: string): string =>
  name
    .replace(/[^\p{L}\p{N} ._-]/gu, "_")
    .replace(/^[. ]+/, "")
    .slice(0, 120)
    // A letter of two halves may be cut.
    .toWellFormed() || "file";

/**
 * The bytes of a file for a browser. What a page can't show is kept as a file, and so is anything that is asked for as one.
 * @param name - what a file without a name of its own is called
 */
export const fileAnswer = (
  { data, contentType, fileName }: FileAt,
  name: string,
  isKept: boolean,
): ApiAnswer => {
  const type = essence(contentType);
  const isShown = shownTypes.has(type);
  const called = safeName(fileName ?? `${name}${endings[type] ?? ""}`);
  const names = `filename="${called.replace(/[^ -~]/g, "_")}"; filename*=UTF-8''${encodeURIComponent(called)}`;
  const isText = /^text\/|json/.test(type) || type === "application/x-subrip";
  return {
    bytes: data,
    contentType: isShown ? `${type}${isText ? "; charset=utf-8" : ""}` : "application/octet-stream",
    headers: { "content-disposition": `${isShown && !isKept ? "inline" : "attachment"}; ${names}` },
  };
};
