import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import { conversation, systemPrompt as systemPromptInput } from "../../inputs/messages";
import { optional } from "../../inputs/optional";
import { checkNoPlaceholders, checkTemplateFields, checkUseOfRecords } from "../../inputs/promptTemplate";
import { recordImages } from "../../inputs/recordImages";
import type { DataRecord } from "../../inputs/records";
import { createTurns, mapInTurns } from "../../pacing/turns";
import { estimateRequestTokens } from "../../text/estimateTokens";
import type { PromptTemplate } from "../../text/promptTemplate";
import type { ItemQuestion } from "../answers/askItems";

/** Estimated tokens of an image. */
const tokensPerImage = 800;

type Detail = "low" | "high" | "auto";

/** The inputs that requests are made from. */
interface QuestionSource {
  records: readonly DataRecord[];
  promptTemplate: PromptTemplate;
  allowMissingFields?: boolean | undefined;
  systemPrompt: string | undefined;
  imageFields?: string[] | undefined;
  imageDetail?: string | undefined;
  maxOutputTokens: number | undefined;
  /** Characters that every request has in addition to its prompt. */
  sharedLength: number;
}

const userMessage = (
  text: string,
  images: readonly string[],
  detail: string | undefined,
): ChatCompletionMessageParam => {
  if (images.length === 0) return { role: "user", content: text };
  const parts = images.map(
    (url): ChatCompletionContentPart => ({
      type: "image_url",
      image_url: { url, ...optional("detail", detail as Detail | undefined) },
    }),
  );
  return { role: "user", content: [{ type: "text", text }, ...parts] };
};

/**
 * Makes the request for each record.
 * @throws InputError with the label of the input that does not fit the records.
 */
export const recordQuestions = async (client: Client, source: QuestionSource): Promise<ItemQuestion[]> => {
  const { records, promptTemplate: template, allowMissingFields, systemPrompt, imageFields } = source;
  checkTemplateFields(template, records, allowMissingFields);
  checkUseOfRecords(template, records, imageFields !== undefined);
  checkNoPlaceholders(systemPromptInput.label, systemPrompt, records);
  const images = recordImages(records, imageFields, allowMissingFields);
  const sharedLength = (systemPrompt?.length ?? 0) + source.sharedLength;
  return mapInTurns(records, createTurns(client), (record, index) => {
    const text = template.render(record);
    const shown = images[index] ?? [];
    return {
      messages: conversation(systemPrompt, [userMessage(text, shown, source.imageDetail)], undefined),
      tokens:
        estimateRequestTokens(text.length + sharedLength, source.maxOutputTokens) +
        shown.length * tokensPerImage,
    };
  });
};
