import { input } from "@prismatic-io/spectral";
import { cleanPairs, isEmpty } from "../../inputs/cleaners";
import { flagInput, idInput, nameInput, pairsInput } from "../../inputs/kinds";
import { filledList, parseJson } from "../../inputs/parseJson";
import { withFileUrls } from "../../inputs/partFiles";
import { textOfBytes } from "../../inputs/textOfBytes";
import { fileOf } from "../../text/bytesOf";
import { refuseInput } from "../../text/InputError";
import { isObject, type JsonObject } from "../../text/isObject";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { jsonText } from "../../text/plainValue";

const itemsExample =
  '[{"type": "message", "role": "user", "content": "Where was the 2020 World Series played?"}]';
const itemsLabel = "Input Items (JSON)";
const accepted = `Accepted is, for example, ${itemsExample}`;

/** Input for the items before the prompt. */
export const inputItems = input({
  label: itemsLabel,
  type: "code",
  language: "json",
  required: false,
  comments: "Messages and other items before User Prompt, such as items of the step before.",
  placeholder: "Enter a JSON list of items",
  example: itemsExample,
  clean: (value: unknown): JsonObject[] | undefined => {
    if (isEmpty(value)) return undefined;
    const parsed = parseJson(itemsLabel, value, itemsExample, { entry: "item", parse: parseJsonExactly });
    const list = filledList(itemsLabel, isObject(parsed) ? [parsed] : parsed, "the list is empty.", accepted);
    return list.map((item, index) => {
      const refuse = (what: string): never => refuseInput(itemsLabel, `item ${index + 1} ${what}`);
      return isObject(item) ? withFileUrls(item, refuse) : refuse(`is no object. ${accepted}`);
    });
  },
});

/** Input for the response that the new one follows. */
export const previousResponseId = nameInput({
  label: "Previous Response ID",
  comments: "The id of the response that this one goes on from, which the service keeps. Empty begins anew.",
  placeholder: "Enter the id of a response",
  example: "resp_abc123",
});

const resultsLabel = "Tool Results";

/** A result as the text that a model reads: texts and text files as they are, anything else as JSON. */
const resultText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  const file = fileOf(value);
  return file ? textOfBytes(resultsLabel, file.bytes) : jsonText(value);
};

/** Input for what tools gave. */
export const toolResults = {
  ...pairsInput({
    label: resultsLabel,
    keyLabel: "Tool Call ID",
    comments: "What the tools of the step before gave: the id of each of its tool_calls, with the result.",
    placeholder: "Enter a result",
    example: "The order was sent on Monday.",
  }),
  clean: (value: unknown): Array<readonly [id: string, result: string]> =>
    cleanPairs(resultsLabel)(value).map(([id, result]) => [id, resultText(result)]),
};

/** Input for whether the service works on after its answer. */
export const background = flagInput({
  label: "Background",
  default: "false",
  comments:
    "When true, the step does not wait for the answer: Response Finished or Get Response has it later. Can't be used with Redaction.",
});

/** Input for the id of a response. */
export const responseId = idInput({
  label: "Response ID",
  comments: "The id of the response, as Create Response shows it.",
  placeholder: "Enter a response id",
  example: "resp_abc123",
  hint: "Enter an id such as resp_abc123.",
});
