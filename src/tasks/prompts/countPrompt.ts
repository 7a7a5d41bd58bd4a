import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { StepContext } from "../../client/createStep";
import { AzureOpenAIError } from "../../client/errors/errors";
import { requireOne } from "../../inputs/rivalInputs";
import { fieldsOf, isObject } from "../../text/isObject";
import { loadTokenCounter } from "../../text/tokens";

/** A text, or a conversation. */
type Prompt = string | readonly ChatCompletionMessageParam[];

/** The length of a prompt. */
interface Count {
  tokens: number;
  /** Characters of its texts, as people count them. */
  characters: number;
  /** True where the model may count otherwise: its tokenizer is unknown, or the prompt is not plain text. */
  isEstimate: boolean;
  /** Number of parts that are not text, such as images. No other figure includes them. */
  uncountedParts: number;
}

/**
 * The prompt to count.
 * @throws InputError with the inputs' labels when none or both are filled in.
 */
export const givenPrompt = (text: string | undefined, messages: Prompt | undefined): Prompt => {
  requireOne(["Text", text], ["Messages (JSON)", messages]);
  return text ?? messages ?? [];
};

/** OpenAI's names of models with the table o200k_base. On Azure, a name is the customer's. */
const ownNames = /^(ft:)?(chatgpt-4o|gpt-4o|gpt-4\.[15]|gpt-5|o[134])(?![a-z\d])/i;

/** Tokens of a conversation apart from its texts (OpenAI's cookbook, "How to count tokens with tiktoken"). */
const tokensPerMessage = 3;
const tokensOfAnswer = 3;

const textOfPart = (part: unknown): string | undefined => {
  if (typeof part === "string") return part;
  const { text, refusal } = isObject(part) ? part : {};
  return [text, refusal].find((value) => typeof value === "string");
};

/** Name and arguments of a tool call, or of the older function call. */
const textsOfCall = (call: unknown): unknown[] => {
  const { function: called, custom } = fieldsOf(call);
  return Object.values(fieldsOf(called ?? custom));
};

/** The texts of a message, and the number of its other parts. */
const readMessage = (message: ChatCompletionMessageParam): { texts: string[]; others: number } => {
  const { content, name, refusal, audio, tool_calls: calls, function_call: call } = fieldsOf(message);
  const parts = (Array.isArray(content) ? content : [content ?? ""]).map(textOfPart);
  const called = [...(Array.isArray(calls) ? calls : []), { function: call }].flatMap(textsOfCall);
  return {
    texts: [name, refusal, ...parts, ...called].filter((value) => typeof value === "string"),
    others: parts.filter((text) => text === undefined).length + (isObject(audio) ? 1 : 0),
  };
};

const characterCount = (text: string): number => {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
};

/**
 * Counts the tokens of a prompt with the table of the current models, without a call.
 * @throws AzureOpenAIError once the step is cancelled.
 */
export const countPrompt = async (
  prompt: Prompt,
  model: string | undefined,
  { signal }: StepContext,
): Promise<Count> => {
  const count = await loadTokenCounter(() => {
    if (!signal?.aborted) return;
    const what = "Count Tokens was cancelled while it counted.";
    throw new AzureOpenAIError({ what }, { kind: "timeout", attempts: 0 });
  });
  if (typeof prompt === "string") {
    const isEstimate = !ownNames.test(model ?? "");
    return { tokens: await count(prompt), characters: characterCount(prompt), isEstimate, uncountedParts: 0 };
  }
  const total: Count = { tokens: tokensOfAnswer, characters: 0, isEstimate: true, uncountedParts: 0 };
  for (const message of prompt) {
    const { texts, others } = readMessage(message);
    total.tokens += tokensPerMessage + (await count(message.role));
    total.uncountedParts += others;
    for (const text of texts) {
      total.tokens += await count(text);
      total.characters += characterCount(text);
    }
  }
  return total;
};
