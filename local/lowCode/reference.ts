/** What an expression refers to. */
export interface Reference {
  /** The step's name in camel case. */
  step: string;
  /** `results`, or `currentItem` of a loop. */
  part: string;
  /** The way from there, names and places in lists. */
  path: string[];
  text: string;
}

/** A step's name as references have it: `Create Chat Completion` as `createChatCompletion`. */
export const referenceName = (name: string): string => {
  const words = name.match(/[A-Za-z]+|\d+/g) ?? [];
  return words
    .map((word, index) => {
      const rest = word.slice(1).toLowerCase();
      return `${index === 0 ? word.charAt(0).toLowerCase() : word.charAt(0).toUpperCase()}${rest}`;
    })
    .join("");
};

/** A reference such as `createImage.results.images[0].data`. */
export const parseReference = (text: string): Reference => {
  const [step = "", part = "", ...path] = text
    .replaceAll(/\[(\d{1,9})\]/g, ".$1")
    .split(".")
    .map((name) => name.trim());
  return { step, part, path, text };
};

/** A part of a template: its own text, what it refers to, or the configuration variable that it names. */
type TemplatePart = { text: string } | { reference: Reference } | { variable: string };

/** A template such as `Dear {{$findCustomer.results.name}}` in its parts. */
export const templateParts = (template: string): TemplatePart[] =>
  template.split(/(\{\{[^{}]{1,500}\}\})/).map((piece) => {
    const inside = piece.startsWith("{{") && piece.endsWith("}}") ? piece.slice(2, -2).trim() : "";
    if (inside.startsWith("$")) return { reference: parseReference(inside.slice(1)) };
    return inside.startsWith("#") ? { variable: inside.slice(1) } : { text: piece };
  });
