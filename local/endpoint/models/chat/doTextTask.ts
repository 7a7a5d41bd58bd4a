import { isRecord } from "../../server/answer";
import { contentWords } from "./summarize";
import { translate } from "./translate";

/** JSON that a model would write after reading a text. */
type Written = Record<string, unknown>;

/** The list of categories among the instructions; none where they are about something else. */
const offeredCategories = (instructions: string): Written[] => {
  if (!/^classify\b/i.test(instructions)) return [];
  const line = instructions.split("\n").find((one) => one.startsWith("["));
  try {
    const list: unknown = JSON.parse(line ?? "");
    return Array.isArray(list) ? list.filter(isRecord) : [];
  } catch {
    return [];
  }
};

/** Sorts a text into the categories that share words with it, the most first. */
const classify = (instructions: string, question: string, fields: Written): Written | undefined => {
  const offered = offeredCategories(instructions);
  if (offered.length === 0) return undefined;
  // Plurals count as their singulars.
  const wordsOf = (text: string): Set<string> =>
    new Set(contentWords(text).map((word) => word.replace(/s$/, "")));
  const words = wordsOf(question);
  const fitting = offered
    .map(({ id, name, description }) => ({
      id,
      name,
      shared: [...wordsOf(`${name} ${description}`)].filter((word) => words.has(word)),
    }))
    .filter(({ shared }) => shared.length > 0)
    .toSorted((a, b) => b.shared.length - a.shared.length);
  const [best] = fitting;
  const most = isRecord(fields["categories"]) ? Number(fields["categories"]["maxItems"] ?? 3) : 1;
  return {
    reason: best ? `The text is about ${best.shared.join(" and ")}.` : "The text fits no category.",
    ...(most === 1 && !("categories" in fields)
      ? { category: best?.id ?? "none" }
      : { categories: fitting.slice(0, most).map(({ id }) => id) }),
    confidence: best ? Math.min(0.99, 0.7 + best.shared.length / 10) : 0.5,
  };
};

/** The JSON that a task with texts asks for; undefined for any other task. */
export const doTextTask = (instructions: string, question: string, schema: unknown): Written | undefined => {
  const fields = isRecord(schema) && isRecord(schema["properties"]) ? schema["properties"] : {};
  return classify(instructions, question, fields) ?? translate(instructions, question);
};
