import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { refuseInput } from "../../text/InputError";

/**
 * Refuses a message that is too long for Azure before it is sent or uploaded.
 * @throws InputError with the input's label and the place of the prompt.
 */
export const checkMessageLength = (
  label: string,
  index: number,
  messages: readonly ChatCompletionMessageParam[],
  { limits: { messageCharacters: most } }: Pick<ModelsEndpoint, "limits">,
): void => {
  if (most === undefined) return;
  const tooLong = messages.find(({ content }) => typeof content === "string" && content.length > most);
  if (!tooLong) return;
  refuseInput(
    label,
    `number ${index + 1} has a message of ${tooLong.content?.length} characters, and Azure takes ${most}.`,
    "Shorten it.",
  );
};
