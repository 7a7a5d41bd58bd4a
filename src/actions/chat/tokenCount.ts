import { flag, number, type Of, objectOf } from "../../output/shape";
import { examplePrice, usageOf, usageProperties } from "../../output/usage";

/** How long a text or a conversation is. */
export const tokenCountShape = objectOf({
  ...usageProperties,
  characters: number("The characters of its texts"),
  isEstimate: flag("False for a text whose model is OpenAI's and has the table that counted, o200k_base"),
  uncountedParts: number("Images and other parts of messages that are no text, and in no number"),
});

/** A count as examples show it. */
export const exampleTokenCount: Of<typeof tokenCountShape> = {
  ...usageOf({ prompt_tokens: 10 }, examplePrice),
  characters: 39,
  isEstimate: false,
  uncountedParts: 0,
};
