import { answerSchema } from "../../inputs/answerSchema";
import { refuse } from "../../inputs/cleaners";
import { textInput } from "../../inputs/kinds";
import type { AnswerSchema } from "../../text/answerSchema";

/** Input for the text to read. */
export const textToRead = textInput({
  label: "Text",
  comments: "The text to read, beside Files or in place of them.",
  placeholder: "Enter or reference a text",
  example: "Invoice 2026-117: 48.50 EUR for a desk lamp.",
});

/** Input for the form of the data. */
export const dataSchema = {
  ...answerSchema,
  required: true as const,
  comments: "A JSON schema of the data, or an example of them from which it is made.",
  example: '{"number": "2026-117", "total": 48.5, "dueDate": "2026-12-24"}',
  clean: (value: unknown): AnswerSchema =>
    answerSchema.clean(value) ?? refuse(answerSchema.label, "", "Enter the form of the data."),
};

/** Input for what else the model has to know. */
export const readingInstructions = textInput({
  label: "Instructions",
  comments: "What else the model has to know, such as the form of dates.",
  placeholder: "Enter instructions",
  example: "Dates as 2026-12-24, amounts in EUR.",
});
