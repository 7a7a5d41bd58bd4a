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

/**
 * Changes the strings with escapes of a text that is JSON, and nothing else of it: a value may be spelled in escapes,
 * in which it is not found. Any other text stays.
 */
export const mapEscapedStrings = (text: string, change: (value: string) => string): string => {
  if (!text.includes("\\") || !isJson(text)) return text;
  const pieces: string[] = [];
  let from = 0;
  for (let start = text.indexOf('"'); start >= 0; start = text.indexOf('"', from)) {
    const end = stringEnd(text, start);
    const spelled = text.slice(start, end);
    const value = spelled.includes("\\") ? (JSON.parse(spelled) as string) : undefined;
    const changed = value === undefined ? undefined : change(value);
    pieces.push(text.slice(from, start), changed === value ? spelled : JSON.stringify(changed));
    from = end;
  }
  return `${pieces.join("")}${text.slice(from)}`;
};
