import { flag, number, type Of, objectOf } from "../../output/shape";
import { examplePrice, usageOf, usageProperties } from "../../output/usage";

/** Shape of the output: the length of a text or a conversation. */
export const tokenCountShape = objectOf({
  ...usageProperties,
  characters: number("The characters of its texts"),
  isEstimate: flag("False for a text whose model is OpenAI's and has the table that counted, o200k_base"),
  uncountedParts: number("Parts that can't be counted, such as PDFs and images by address"),
});

/** Example of the output. */
export const exampleTokenCount: Of<typeof tokenCountShape> = {
  ...usageOf({ prompt_tokens: 10 }, examplePrice),
  characters: 39,
  isEstimate: false,
  uncountedParts: 0,
};
