import { isSetting, settingLabel } from "../answer/settingNames";
import { type AdviceContext, sentenceOf } from "./adviceContext";

const unsupportedCodes: ReadonlySet<unknown> = new Set([
  "unsupported_parameter",
  "unsupported_value",
  "unknown_parameter",
  "extra_forbidden",
]);
const unsupported =
  /unsupported|unrecogni[sz]ed|unknown|not (?:support|allow|permitted|recogni[sz]ed)|(?:does|do)(?: not|n't) support|only supported|unexpected|extra (?:inputs?|fields?)|deprecated/i;

const isRole = (param: string): boolean => /^messages?\W.*\brole\b|^role$/.test(param.slice(0, 100));

const otherFormat = "choose JSON or Prompt Alone where the step has an Answer Format";

/** Advice on a refused answer format: the schema, the api-version or the model has to change. */
const formatAdvice = (sentence: string): string => {
  if (/invalid schema/i.test(sentence))
    return `The model is not the reason: change Answer Schema or Example as the sentence says, or ${otherFormat}, and answers are checked all the same.`;
  if (/api.version/i.test(sentence))
    return `Enter v1 or a later version as the connection's API Version, or ${otherFormat}.`;
  return `Where the model has no structured output, ${otherFormat}.`;
};

/** Advice on a refused parameter, by the label of its input. */
export const settingAdvice = (context: AdviceContext, param: string): string => {
  const { facts, path, isRaw } = context;
  const sentence = sentenceOf(context);
  const isUnsupported = unsupportedCodes.has(facts.code) || unsupported.test(sentence);
  if (isRaw) return isUnsupported ? `Leave ${param} out of Data.` : `Check the value of ${param} in Data.`;
  if (isRole(param)) {
    return /system|developer/i.test(sentence)
      ? "Leave System Prompt empty, and put what it says into User Prompt: this model takes no such message."
      : "Check the roles of Messages.";
  }
  const label = settingLabel(param, path);
  if (label === "Answer Format") return formatAdvice(sentence);
  if (!isSetting(param)) return `Check what ${label} holds.`;
  return isUnsupported
    ? `Leave ${label} empty: this model does not take the value.`
    : `Check the value of ${label}.`;
};
