import { jsonInput } from "../../inputs/jsonInput";
import { flagInput, idInput, nameInput, pairsInput } from "../../inputs/kinds";
import { readAt } from "../../text/InputError";
import { isObject, type JsonObject } from "../../text/isObject";

const itemsExample = '[{"role": "user", "content": "Where was the 2020 World Series played?"}]';
const itemsLabel = "Input Items (JSON)";

/** Input for the items before the prompt. */
export const inputItems = jsonInput(
  {
    label: itemsLabel,
    comments: "Messages and other items before User Prompt, such as items of the step before.",
    placeholder: "Enter a JSON list of items",
    example: itemsExample,
  },
  (value, refuseIt): JsonObject[] => {
    const items = Array.isArray(value) ? value : [value];
    return items.map((item, index) =>
      readAt(`item ${index + 1}`, () => (isObject(item) ? item : refuseIt())),
    );
  },
);

/** Input for the response that the new one follows. */
export const previousResponseId = nameInput({
  label: "Previous Response ID",
  comments: "The id of the response that this one goes on from, which the service keeps. Empty begins anew.",
  placeholder: "Enter the id of a response",
  example: "resp_abc123",
});

/** Input for what tools gave. */
export const toolResults = pairsInput({
  label: "Tool Results",
  comments: "What the tools of the step before gave: the id of each of its tool_calls, with the result.",
  placeholder: "Enter a result",
  example: "The order was sent on Monday.",
});

/** Input for whether the service works on after its answer. */
export const background = flagInput({
  label: "Background",
  default: "false",
  comments:
    "When true, the step does not wait for the answer: Response Finished or Get Response has it later.",
});

/** Input for the id of a response. */
export const responseId = idInput({
  label: "Response ID",
  comments: "The id of the response, as Create Response shows it.",
  placeholder: "Enter a response id",
  example: "resp_abc123",
  hint: "Enter an id such as resp_abc123.",
});

/** The labels that refusals of items name. */
export const itemLabels = { items: itemsLabel, results: toolResults.label };
