import { hashText } from "../../server/seededRandom";

const asksForLabel = /\b(?:classify|categori[sz]e|label|sentiment|one of|answer (?:only )?with|which of)\b/i;
const labelList =
  /(?:\bas|\bone of(?: these| the following)?|\beither|\bwith|:|\()\s*((?:["'`]?[\p{L}-]+["'`]?\s*,\s*)*["'`]?[\p{L}-]+["'`]?\s*,?\s*(?:\bor\b|\/)\s*["'`]?[\p{L}-]+["'`]?)/iu;

const favorable =
  /\b(?:good|great|love[ds]?|excellent|happy|perfect|fast|best|amazing|thanks?|works|recommend(?:ed)?)\b/gi;
const adverse =
  /\b(?:bad|terrible|hate[ds]?|broken|slow|worst|awful|poor|never|refund|disappoint\w*|not|late|crash\w*)\b/gi;

/**
 * One of the labels that the prompt offers ("as positive, negative or neutral"): by tone for a
 * sentiment, by name when the text has the word, else by chance. Undefined when none are offered.
 */
export const chooseLabel = (instructions: string, question: string): string | undefined => {
  const request = asksForLabel.test(instructions) ? instructions : question;
  const list = asksForLabel.test(request) ? labelList.exec(request)?.[1] : undefined;
  if (list === undefined) return undefined;
  const labels = list
    .split(/\s*,\s*(?:or\s+)?|\s+or\s+|\s*\/\s*/i)
    .map((label) => label.replace(/["'`]/g, "").trim())
    .filter((label) => label.length > 0);
  const text = request === question ? question.replace(list, "") : question;
  const tone = (text.match(favorable)?.length ?? 0) - (text.match(adverse)?.length ?? 0);
  const toneName = tone > 0 ? "positive" : tone < 0 ? "negative" : "neutral";
  return (
    labels.find((label) => label.toLowerCase() === toneName) ??
    labels.find((label) => text.toLowerCase().includes(label.toLowerCase())) ??
    labels[hashText(text) % labels.length]
  );
};
