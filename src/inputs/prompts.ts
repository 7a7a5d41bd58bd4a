import { input } from "@prismatic-io/spectral";
import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import { readAt, refuseInput } from "../text/InputError";
import { parseJsonExactly } from "../text/parseJsonExactly";
import { jsonText } from "../text/plainValue";
import { isEmpty, shown } from "./cleaners";
import { checkMessages } from "./messages";
import { filledList, parseJson } from "./parseJson";
import { givenText } from "./textOfBytes";

/** One prompt: a text, or a list of messages. */
export type Prompt = string | ChatCompletionMessageParam[];

const label = "Messages";
const example = '["How are you today?", "What is Azure OpenAI?"]';
const accepted = `Accepted is, for example, ${example}`;

const hint = "Text that is put into JSON needs its quotes and line breaks escaped.";

const checkPrompt = (entry: unknown, index: number): Prompt => {
  const place = `prompt ${index + 1}`;
  const list = typeof entry === "object" && entry !== null && "messages" in entry ? entry.messages : entry;
  const text = readAt(place, () => givenText(label, list));
  if (text !== undefined && text.trim() !== "") return text;
  if (Array.isArray(list)) return checkMessages(label, list, place);
  return refuseInput(
    label,
    `${place} is ${list === undefined ? "missing" : shown(jsonText(list))}.`,
    `It has to be text or a list of messages. ${accepted}`,
  );
};

/**
 * Cleans a list of prompts given as JSON or by an earlier step.
 * @throws InputError with the place of the first prompt that can't be sent.
 */
export const cleanPrompts = (value: unknown): Prompt[] => {
  const list = isEmpty(value)
    ? []
    : parseJson(label, value, example, { entry: "prompt", hint, parse: parseJsonExactly });
  return filledList(label, list, "there is no prompt.", accepted).map(checkPrompt);
};

/** Input for a list of prompts. */
export const prompts = input({
  label,
  type: "code",
  language: "json",
  required: true,
  comments:
    "A JSON list of prompts, each of them text or a list of messages. Each is sent as a request of its own.",
  placeholder: "Enter a JSON list of prompts",
  example,
  clean: cleanPrompts,
});
