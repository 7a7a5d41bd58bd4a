import { input } from "@prismatic-io/spectral";
import { cleanRequiredText, isEmpty } from "../../inputs/cleaners";
import { declaredAction } from "../../output/declaredAction";
import { fileOf } from "../../text/bytesOf";
import { refuseInput } from "../../text/InputError";
import { isObject } from "../../text/isObject";
import { mapStrings } from "../../text/mapStrings";
import { plainValue } from "../../text/plainValue";
import { redactionMap } from "./redactionInputs";
import { exampleRestoredText, restoredTextShape, showRestoredText } from "./restoredText";

const label = "Text or JSON";
const hint = "Enter or reference a text, an object or a list.";

const text = input({
  label,
  type: "text",
  required: true,
  comments: "A text with marks, or an object or a list of an earlier step whose texts have some.",
  placeholder: "Enter or reference a text or JSON",
  example: "Write to [EMAIL_1].",
  clean: (value: unknown): unknown => {
    if (isEmpty(value)) return refuseInput(label, "it is empty.", hint);
    const plain = plainValue(value);
    if ("problem" in plain) return refuseInput(label, `the value ${plain.problem}.`, hint);
    const isJson = Array.isArray(plain.value) || (isObject(plain.value) && !fileOf(plain.value));
    return isJson
      ? mapStrings(plain.value, (part) => part.toWellFormed())
      : cleanRequiredText(label, hint)(value);
  },
});

/** Puts values back in place of their marks, without a call. */
export const restoreText = declaredAction({
  label: "Restore Text",
  description: "Put the values back that Redact Text replaced by marks, in a text or in JSON, without a call",
  inputs: { text, map: redactionMap },
  effect: "reads",
  perform: async (_context, params) => {
    const { MarkRestorer } = await import("../../text/redaction/MarkRestorer");
    return { data: showRestoredText(params.text, new MarkRestorer(params.map)) };
  },
  output: restoredTextShape,
  example: { data: exampleRestoredText },
});
