import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { isRecord } from "../../server/answer";
import { composeText, readPrompt, textOf } from "../chat/composeText";
import { composeToolCalls } from "../chat/composeToolCalls";
import { cutsAnswer } from "../chat/contentFilter";
import { countTokens, cutToTokens } from "../chat/tokens";
import { chatOf } from "./chatOf";
import type { SearchedStores } from "./fileSearch";
import { type HostedItems, hostedItems } from "./hostedItems";
import { type Item, type KeptResponse, newId, type ResponseStore } from "./responseStore";

/** What a model answers to. */
interface Question {
  body: Item;
  /** The model that runs. */
  runs: string;
  /** The items of the request, and those before it. */
  input: Item[];
}

type Composed = Pick<KeptResponse, "output" | "end" | "tokens">;

const reasoningOf = ({ reasoning, include }: Item): Item[] => {
  if (!isRecord(reasoning) || reasoning["effort"] === "none") return [];
  const isSealed = Array.isArray(include) && include.includes("reasoning.encrypted_content");
  return [
    {
      id: newId("rs"),
      type: "reasoning",
      summary:
        typeof reasoning["summary"] === "string"
          ? [{ type: "summary_text", text: "Looked at the question and answered it." }]
          : [],
      ...(isSealed && { encrypted_content: Buffer.from("sealed thoughts").toString("base64") }),
    },
  ];
};

const messageOf = (text: string, { annotations }: HostedItems, isCut: boolean): Item => {
  let whole = text;
  const placed = annotations.map(({ words, annotation }) => {
    const start = whole.length + 1;
    if (words !== "") whole = `${whole} ${words}`;
    const hasPlace = annotation["type"] !== "file_citation";
    return {
      ...annotation,
      ...(hasPlace ? { start_index: start, end_index: whole.length } : { index: whole.length }),
    };
  });
  return {
    id: newId("msg"),
    type: "message",
    status: isCut ? "incomplete" : "completed",
    role: "assistant",
    content: [{ type: "output_text", text: whole, annotations: placed, logprobs: [] }],
  };
};

const limitOf = ({ max_output_tokens: limit }: Item): number =>
  typeof limit === "number" ? limit : Number.POSITIVE_INFINITY;

/** The calls of functions. Those of an answer that is cut have half of their arguments. */
const callsOf = async (calls: NonNullable<ReturnType<typeof composeToolCalls>>, limit: number) => {
  const tokens = await countTokens(JSON.stringify(calls));
  const isCut = tokens > limit;
  const items = calls.map(({ id, function: { name, arguments: given } }) => ({
    id: newId("fc"),
    type: "function_call",
    status: isCut ? "incomplete" : "completed",
    call_id: id,
    name,
    arguments: isCut ? given.slice(0, given.length / 2) : given,
  }));
  return { items, tokens: Math.min(tokens, limit), isCut };
};

const cut = { status: "incomplete", reason: "max_output_tokens" } as const;
const filtered = { status: "incomplete", reason: "content_filter" } as const;
const complete = { status: "completed" } as const;

/** The items that a model answers. */
export const composeOutput = async (
  { body, runs, input }: Question,
  { models, store, shelf }: { models: FineTunedModels; store: ResponseStore; shelf: SearchedStores },
): Promise<Composed> => {
  const chat = chatOf(body, input);
  const messages = chat["messages"] as Item[];
  const prompt = { ...readPrompt(chat), learned: models.answer(runs, messages) };
  const texts = messages.map(({ content }) => textOf(content));
  const read = 3 + (await countTokens(texts.join("\n"))) + 3 * texts.length;
  const before = reasoningOf(body);
  const limit = limitOf(body);
  const calls = composeToolCalls(chat, prompt.question, 0);
  if (calls !== undefined) {
    const { items, tokens, isCut } = await callsOf(calls, limit);
    return {
      output: [...before, ...items],
      end: isCut ? cut : complete,
      tokens: { input: read, output: tokens },
    };
  }
  const include = Array.isArray(body["include"]) ? body["include"] : [];
  const tools = (Array.isArray(body["tools"]) ? body["tools"] : []).filter(isRecord);
  const hosted = hostedItems({ tools, question: prompt.question, input, include, shelf }, store);
  const words = prompt.responseFormat === undefined ? hosted.text : undefined;
  const text = await cutToTokens(words ?? composeText(prompt, 0), limit);
  const message = hosted.waits ? [] : [messageOf(text.text, hosted, text.isCut)];
  return {
    output: [...before, ...hosted.items, ...message],
    end: cutsAnswer(prompt.question) ? filtered : text.isCut ? cut : complete,
    tokens: { input: read, output: text.tokens },
  };
};
