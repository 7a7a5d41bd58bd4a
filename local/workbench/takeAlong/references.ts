/** A place in the result of a step. */
export interface Reference {
  /** The name of the step. */
  step: string;
  path: ReadonlyArray<string | number>;
}

const longestPath = 100;

/** A name as it was before it was quoted; undefined for what no JSON text has. */
const unquoted = (quoted: string): string | undefined => {
  try {
    return JSON.parse(`"${quoted}"`) as string;
  } catch {
    return undefined;
  }
};

/** Takes a reference such as `uploadFile.results.items[0].id` apart; undefined for another text. */
export const parseReference = (text: string): Reference | undefined => {
  const head = /^([A-Za-z_]\w*)\.results(?=[.[]|$)/.exec(text);
  if (!head) return undefined;
  const piece = /\.([^.[\]]+)|\[(\d{1,9})\]|\["((?:[^"\\]|\\.)*)"\]/y;
  const path: Array<string | number> = [];
  piece.lastIndex = head[0].length;
  while (piece.lastIndex < text.length) {
    const [, name, index, quoted] = piece.exec(text) ?? [];
    if (name === undefined && index === undefined && quoted === undefined) return undefined;
    if (path.length === longestPath) return undefined;
    const key = index === undefined ? (name ?? unquoted(quoted ?? "")) : Number(index);
    if (key === undefined) return undefined;
    path.push(key);
  }
  return { step: head[1] ?? "", path };
};

/** A part of a template: a text, or a reference in `{{$…}}`. */
type TemplatePart = { text: string } | { reference: string };

/** Takes a template apart. A configuration variable, `{{#…}}`, stays a text. */
export const templateParts = (template: string): TemplatePart[] => {
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const match of template.matchAll(/\{\{\s*\$([^{}]*)\}\}/g)) {
    if (match.index > end) parts.push({ text: template.slice(end, match.index) });
    parts.push({ reference: (match[1] ?? "").trim() });
    end = match.index + match[0].length;
  }
  if (end < template.length) parts.push({ text: template.slice(end) });
  return parts;
};
