import type { ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { ModelsEndpoint } from "../../client/endpoint/endpoint";

/** Characters that Azure takes in one message (its quotas and limits). */
const longestMessage = 1_048_576;

/**
 * Refuses a message that is longer than Azure takes, before it costs a call or an upload.
 * @throws Error by the input's label and the place of the prompt.
 */
export const checkMessageLength = (
  label: string,
  index: number,
  messages: readonly ChatCompletionMessageParam[],
  { api }: Pick<ModelsEndpoint, "api">,
): void => {
  if (api === "openai") return;
  const tooLong = messages.find(
    ({ content }) => typeof content === "string" && content.length > longestMessage,
  );
  if (!tooLong) return;
  throw new Error(
    `${label}: number ${index + 1} has a message of ${tooLong.content?.length} characters, and Azure takes ${longestMessage}. Shorten it.`,
  );
};
