/** First bytes of files that a page can show, as Latin-1. */
const beginnings: ReadonlyArray<readonly [start: string, contentType: string]> = [
  ["\x89PNG\r\n", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF8", "image/gif"],
  ["ID3", "audio/mpeg"],
  ["\xff\xfb", "audio/mpeg"],
  ["\xff\xf3", "audio/mpeg"],
  ["OggS", "audio/ogg"],
  ["fLaC", "audio/flac"],
  ["%PDF-", "application/pdf"],
];

const riffTypes: Readonly<Record<string, string>> = { WAVE: "audio/wav", WEBP: "image/webp" };

/** What bytes are by how they begin, where nobody says it. */
export const sniffedType = (bytes: Buffer): string => {
  const start = bytes.toString("latin1", 0, 12);
  if (start.startsWith("RIFF")) return riffTypes[start.slice(8)] ?? "application/octet-stream";
  return beginnings.find(([text]) => start.startsWith(text))?.[1] ?? "application/octet-stream";
};

const vectorImage = /^\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--[^<>]{0,500}-->\s*)?<svg[\s>]/i;
const subtitles = /^\s*1\r?\n\d\d:\d\d:\d\d,\d{3} --> /;
const dataUrl = /^data:((?:image|audio)\/[\w.+-]{1,60});base64,/;

/** What a text is, by how it begins, where a page can show it as such; undefined for plain text. */
export const typeOfText = (text: string): string | undefined => {
  const start = text.slice(0, 1_000);
  if (vectorImage.test(start)) return "image/svg+xml";
  if (start.startsWith("WEBVTT")) return "text/vtt";
  return subtitles.test(start) ? "application/x-subrip" : dataUrl.exec(start)?.[1];
};
