import { completionProperties, exampleCompletion } from "../chatOutput";
import { createdProperties } from "../createdOutput";
import { fallbackSchema } from "../fallbackOutput";
import { itemErrorSchema } from "../itemError";
import { listOf, type OutputProperty, objectOf, objectOrNull } from "../outputOf";
import { costSchema, usageSumSchema } from "../usage";
import { type PromptResults, promptResults } from "./promptResults";

/** What became of a list of prompts, as examples show it. */
export const examplePromptResults: PromptResults = promptResults(
  ["Where was the 2020 World Series played?"],
  [{ status: "succeeded", value: { answer: exampleCompletion }, attempts: 1, durationMs: 840 }],
  { inputPrice: 2.5, outputPrice: 15 },
);

/** Schema of what became of a list of prompts. */
export const promptResultsProperties: Record<string, OutputProperty> = {
  results: listOf(
    objectOf({
      index: { type: "number", description: "Place of the prompt in the list, from 0" },
      status: { type: "string", description: "succeeded or failed" },
      output_text: { type: ["string", "null"] },
      response: objectOrNull(completionProperties),
      attempts: { type: "number", description: "How often the prompt was sent" },
      durationMs: { type: "number" },
      fallback: fallbackSchema,
      error: itemErrorSchema,
      warning: { type: ["string", "null"], description: "Set when the text is not whole, with the reason" },
    }),
  ),
  counts: objectOf({
    total: { type: "number" },
    succeeded: { type: "number" },
    failed: { type: "number" },
    remaining: { type: "number" },
  }),
  usage: usageSumSchema,
  cost: costSchema,
  remaining: listOf({ description: "A prompt that was not answered" }),
  warning: {
    type: ["string", "null"],
    description: "Why prompts are in remaining or were handed over, and when to try again",
  },
  batch: objectOrNull({ ...createdProperties, promptIndexes: listOf({ type: "number" }) }),
};
