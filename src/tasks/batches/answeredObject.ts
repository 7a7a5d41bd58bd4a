import { AzureOpenAIError } from "../../client/errors/errors";
import { isAddressable } from "../../text/isAddressable";
import { isObject } from "../../text/isObject";

/**
 * The service's answer, if it is an object with an id as expected.
 * @param doubt - a sentence on what may have been done all the same, and where to look
 * @throws AzureOpenAIError for any other answer.
 */
export const answeredObject = <Answer extends { id: string }>(
  action: string,
  what: "batch" | "file" | "fine-tuning job" | "response" | "vector store" | "file batch",
  answer: Answer,
  doubt?: string,
): Answer => {
  const { id }: { id?: unknown } = isObject(answer) ? answer : {};
  if (typeof id === "string" && isAddressable(id)) return answer;
  throw new AzureOpenAIError(
    {
      what: `${action} got an answer that is no ${what}: it has no id.`,
      mend: "Check Endpoint of the connection: something other than the service may have answered.",
      note: doubt,
    },
    { kind: "unexpectedResponse", attempts: 1 },
  );
};
