import { findJsonObjects } from "../findJsonObjects";

/** The index behind the string of JSON that starts at a quotation mark. */
const stringEnd = (text: string, start: number): number => {
  let place = start + 1;
  while (place < text.length && text.charAt(place) !== '"') place += text.charAt(place) === "\\" ? 2 : 1;
  return place + 1;
};

const isJson = (text: string): boolean => {
  if (!/^\s*[[{"]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const mapStringsOf = (json: string, change: (value: string) => string): string => {
  const pieces: string[] = [];
  let from = 0;
  for (let start = json.indexOf('"'); start >= 0; start = json.indexOf('"', from)) {
    const end = stringEnd(json, start);
    const spelled = json.slice(start, end);
    const value = spelled.includes("\\") ? (JSON.parse(spelled) as string) : undefined;
    const changed = value === undefined ? undefined : change(value);
    pieces.push(json.slice(from, start), changed === value ? spelled : JSON.stringify(changed));
    from = end;
  }
  return `${pieces.join("")}${json.slice(from)}`;
};

/**
 * Changes the strings with escapes of a text that is JSON, or of the JSON objects in it, and nothing else of it: a
 * value may be spelled in escapes, in which it is not found. Any other text stays.
 */
export const mapEscapedStrings = (text: string, change: (value: string) => string): string => {
  if (!text.includes("\\")) return text;
  if (isJson(text)) return mapStringsOf(text, change);
  const pieces: string[] = [];
  let from = 0;
  for (const { start, json } of findJsonObjects(text)) {
    const end = start + json.length;
    pieces.push(text.slice(from, start), mapStringsOf(text.slice(start, end), change));
    from = end;
  }
  return `${pieces.join("")}${text.slice(from)}`;
};
