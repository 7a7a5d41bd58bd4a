import { input } from "@prismatic-io/spectral";
import { cleanRequiredText } from "../../inputs/cleaners";
import { optionally } from "../../inputs/kinds";
import { redactionInputs } from "../../inputs/redact";
import { declaredAction } from "../../output/declaredAction";
import { refuseInput } from "../../text/InputError";
import { looksForValues } from "../../text/redaction/redactionRules";
import { exampleRedactedText, redactedTextShape, showRedactedText } from "./redactedText";
import { redactionMap } from "./redactionInputs";

const label = "Text";

const text = input({
  label,
  type: "text",
  required: true,
  comments: "The text to mask values in.",
  placeholder: "Enter or reference a text",
  example: "Write to ada@example.com.",
  clean: cleanRequiredText(label, "Enter or reference a text."),
});

/** Replaces personal data in a text by marks, without a call. */
export const redactText = declaredAction({
  label: "Redact Text",
  description: "Replace e-mail addresses, numbers, names and other values in a text by marks, without a call",
  inputs: {
    text,
    ...redactionInputs("true"),
    map: optionally(redactionMap, {
      comments: "The map of an earlier Redact Text, whose values keep their marks.",
    }),
  },
  effect: "reads",
  perform: async (_context, { text: given, map, ...rules }) => {
    if (!looksForValues(rules))
      refuseInput("Redact Text", "nothing is looked for.", "Set one of its kinds to true, or enter Names.");
    const { Redaction } = await import("../../text/redaction/Redaction");
    return { data: showRedactedText(given, new Redaction(rules, map)) };
  },
  output: redactedTextShape,
  example: { data: exampleRedactedText },
});
