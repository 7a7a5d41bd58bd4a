import { isRecord } from "../../server/answer";
import { hashText } from "../../server/seededRandom";
import { solveArithmetic } from "./arithmetic";
import { chooseLabel } from "./chooseLabel";
import { doTextTask } from "./doTextTask";
import { jsonFromSchema } from "./jsonFromSchema";
import { findSubject, plausibleSentence } from "./plausibleSentence";
import { readSummaryWish, summarize } from "./summarize";

/** A prompt, reduced to what the answer depends on. */
interface Prompt {
  /** System and developer messages. */
  instructions: string;
  /** The last thing the user said. */
  question: string;
  responseFormat: unknown;
  /** The request's seed: another seed, another answer. */
  seed: number;
  /** What the model was taught to answer. */
  learned?: string | undefined;
}

/** A message's text, whether it came as a string or as parts. */
export const textOf = (content: unknown): string => {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part) => (isRecord(part) && typeof part["text"] === "string" ? part["text"] : ""))
    .filter((text) => text.length > 0)
    .join("\n");
};

/** Reads the prompt out of a chat request. */
export const readPrompt = (body: Record<string, unknown>): Prompt => {
  const messages = (Array.isArray(body["messages"]) ? body["messages"] : []).filter(isRecord);
  const withRole = (...roles: string[]) => messages.filter(({ role }) => roles.includes(String(role)));
  const last = withRole("user", "tool", "function").at(-1) ?? messages.at(-1);
  return {
    instructions: withRole("system", "developer")
      .map(({ content }) => textOf(content))
      .join("\n"),
    question: textOf(last?.["content"]),
    responseFormat: body["response_format"],
    seed: typeof body["seed"] === "number" ? body["seed"] : 0,
  };
};

/**
 * The text of one choice. The same prompt and seed give the same text, and each choice of a prompt
 * gives another one: a demo looks alive, and a test can name what it expects.
 */
export const composeText = (prompt: Prompt, choice: number): string => {
  const format = isRecord(prompt.responseFormat) ? prompt.responseFormat : {};
  if (
    prompt.learned !== undefined &&
    (format["type"] === undefined || format["type"] === "text" || isJson(prompt.learned))
  ) {
    return prompt.learned;
  }
  const subject = findSubject(prompt.question || prompt.instructions);
  if (format["type"] === "json_schema") {
    const wrapper = isRecord(format["json_schema"]) ? format["json_schema"] : format;
    const { instructions, question, seed } = prompt;
    return JSON.stringify(
      doTextTask(instructions, question, wrapper["schema"]) ??
        jsonFromSchema(wrapper["schema"], question, subject, choice + seed),
    );
  }
  const text = composeProse(prompt, subject, choice);
  return format["type"] === "json_object" ? JSON.stringify({ subject, answer: text }) : text;
};

const isJson = (text: string): boolean => {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
};

const composeProse = (prompt: Prompt, subject: string, choice: number): string => {
  const asked = splitSummaryRequest(prompt);
  if (asked !== undefined) return summarize(asked.text, readSummaryWish(asked.instruction), choice);
  const dictated =
    /^(?:please\s+)?(?:say|reply with|answer with|respond with)\s+(?:(?:exactly|only|just)\s+)*(?:the words?\s+)?["“']?([^"”\n]{1,200}?)["”']?[.!]?$/i.exec(
      prompt.question.trim(),
    )?.[1];
  if (dictated !== undefined && choice === 0) return dictated;
  const sum = solveArithmetic(prompt.question);
  if (sum !== undefined) {
    const forms = [String(sum.value), `${sum.expression} = ${sum.value}`, `The answer is ${sum.value}.`];
    return forms[choice] ?? `The answer is ${sum.value} (way ${choice + 1} of looking at it).`;
  }
  const label = choice === 0 ? chooseLabel(prompt.instructions, prompt.question) : undefined;
  if (label !== undefined) return label;
  const variant = hashText(`${prompt.instructions}\n${prompt.question}\n${prompt.seed}`);
  return plausibleSentence(subject, variant + choice);
};

const asksForSummary = /\bsummar(?:y|i[sz]e|i[sz]es|i[sz]ing|ies)\b|\btl;?dr\b/i;

/** The text to summarize and the instruction that says how, or undefined when no summary is asked for. */
const splitSummaryRequest = ({
  instructions,
  question,
}: Prompt): { text: string; instruction: string } | undefined => {
  const lead = /^(?:[^\n]*:[ \t]*(?=\n|\S)|[^\n.!?]*[\n.!?]+)/.exec(question)?.[0] ?? "";
  const leadAsks = asksForSummary.test(lead) && question.length > lead.length;
  if (leadAsks) {
    return { text: stripFence(question.slice(lead.length)), instruction: `${instructions}\n${lead}` };
  }
  if (asksForSummary.test(instructions)) return { text: stripFence(question), instruction: instructions };
  const tail = question.trimEnd().split("\n").at(-1) ?? "";
  if (!asksForSummary.test(tail) || tail.length === question.trimEnd().length) return undefined;
  return { text: stripFence(question.slice(0, question.lastIndexOf(tail))), instruction: tail };
};

/** Text is often handed over between quotes, tags or rulers. */
const stripFence = (text: string): string =>
  text.replace(/^\s*(?:"""|'''|```\w*|---+|<\w+>)\s*/, "").replace(/\s*(?:"""|'''|```|---+|<\/\w+>)\s*$/, "");
