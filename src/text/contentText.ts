type Part = Readonly<Record<string, unknown>>;

/** Kinds of parts that are text for the reader; any other part, such as a thought or an image, is left out. */
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
 * The text of a message's content, in whatever form a service gives it: a text, or a list of parts whose texts are
 * put together without the model's thoughts. Anything else is "".
 */
export const contentText = (content: unknown): string =>
  Array.isArray(content) ? content.map(partText).join("") : partText(content);
