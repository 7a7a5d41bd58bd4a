import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { StepContext } from "../../client/createStep";
import { AzureOpenAIError } from "../../client/errors/errors";
import type { ModelFile } from "../../inputs/modelFiles";
import { requireOne } from "../../inputs/rivalInputs";
import { bytesOfDataUrl } from "../../text/encodedBytes";
import { imageDimensions } from "../../text/imageDimensions";
import { imageTokens } from "../../text/imageTokens";
import { fieldsOf, isObject } from "../../text/isObject";
import { loadTokenCounter } from "../../text/tokens";
import { chatFileParts } from "../answers/fileParts";

/** A text, or a conversation. */
type Prompt = string | readonly ChatCompletionMessageParam[];

/** The length of a prompt. */
interface Count {
  /** All of them, those of images included. */
  tokens: number;
  /** Those of images, by the rules of the model's family. */
  imageTokens: number;
  /** Characters of its texts, as people count them. */
  characters: number;
  /** True where the model may count otherwise: its tokenizer is unknown, or the prompt is not plain text. */
  isEstimate: boolean;
  /** Parts that can't be counted, such as PDFs, sound and images by their address. No other figure includes them. */
  uncountedParts: number;
}

/**
 * The prompt to count: a text or a conversation, and files, which alone will do.
 * @throws InputError with the inputs' labels when none or both of the first two are filled in.
 */
export const givenPrompt = (
  text: string | undefined,
  messages: readonly ChatCompletionMessageParam[] | undefined,
  files: readonly ModelFile[] = [],
  detail?: "low" | "high" | "auto",
): Prompt => {
  if (files.length === 0 || (text !== undefined && messages))
    requireOne(["Text", text], ["Messages (JSON)", messages]);
  if (files.length === 0) return text ?? messages ?? [];
  const countable = files.filter(({ kind }) => kind !== "pdf");
  const parts = chatFileParts(countable, detail);
  const uncounted = files
    .filter(({ kind }) => kind === "pdf")
    .map(({ name }) => ({ type: "file", file: { name } }));
  const content = [...(text === undefined ? [] : [{ type: "text", text }]), ...parts, ...uncounted];
  return [...(messages ?? []), { role: "user", content } as ChatCompletionMessageParam];
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

/** Tokens of a part that is an image with its bytes; undefined for any other part. */
const tokensOfImage = (part: unknown, model: string | undefined): number | undefined => {
  const { url, detail } = fieldsOf(fieldsOf(part)["image_url"]);
  const bytes = typeof url === "string" && url.startsWith("data:") ? bytesOfDataUrl(url) : undefined;
  const size = bytes && imageDimensions(bytes);
  return size && imageTokens(size, model, detail);
};

/** Name and arguments of a tool call, or of the older function call. */
const textsOfCall = (call: unknown): unknown[] => {
  const { function: called, custom } = fieldsOf(call);
  return Object.values(fieldsOf(called ?? custom));
};

/** What a message holds. */
interface Contents {
  texts: string[];
  imageTokens: number;
  /** Parts that are neither. */
  others: number;
}

/** The texts of a message, the tokens of its images, and the number of its other parts. */
const readMessage = (message: ChatCompletionMessageParam, model: string | undefined): Contents => {
  const { content, name, refusal, audio, tool_calls: calls, function_call: call } = fieldsOf(message);
  const parts = Array.isArray(content) ? content : [content ?? ""];
  const texts = parts.map(textOfPart);
  const rest = parts.filter((_part, index) => texts[index] === undefined);
  const images = rest.map((part) => tokensOfImage(part, model)).filter((tokens) => tokens !== undefined);
  const called = [...(Array.isArray(calls) ? calls : []), { function: call }].flatMap(textsOfCall);
  return {
    texts: [name, refusal, ...texts, ...called].filter((value) => typeof value === "string"),
    imageTokens: images.reduce((sum, tokens) => sum + tokens, 0),
    others: rest.length - images.length + (isObject(audio) ? 1 : 0),
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
    const counted = { tokens: await count(prompt), characters: characterCount(prompt) };
    return { ...counted, imageTokens: 0, isEstimate, uncountedParts: 0 };
  }
  const total: Count = {
    tokens: tokensOfAnswer,
    imageTokens: 0,
    characters: 0,
    isEstimate: true,
    uncountedParts: 0,
  };
  for (const message of prompt) {
    const { texts, imageTokens: seen, others } = readMessage(message, model);
    total.tokens += tokensPerMessage + (await count(message.role)) + seen;
    total.imageTokens += seen;
    total.uncountedParts += others;
    for (const text of texts) {
      total.tokens += await count(text);
      total.characters += characterCount(text);
    }
  }
  return total;
};
