type Part = Readonly<Record<string, unknown>>;

/** Types of content parts that are text for the reader. Other parts, such as thoughts or images, are left out. */
const textTypes = new Set<unknown>([undefined, null, "text", "output_text"]);

const partText = (part: unknown): string => {
  if (typeof part === "string") return part;
  if (typeof part !== "object" || part === null) return "";
  const { type, text, thought } = part as Part;
  if (!textTypes.has(type) || thought === true) return "";
  if (typeof text === "string") return text;
  const value = typeof text === "object" && text !== null ? (text as Part)["value"] : undefined;
  return typeof value === "string" ? value : "";
};

/**
 * The text of a message's content, which is a text or a list of parts; the parts' texts are joined, without thoughts.
 * "" for anything else.
 */
export const contentText = (content: unknown): string =>
  Array.isArray(content) ? content.map(partText).join("") : partText(content);
