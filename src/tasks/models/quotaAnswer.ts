import type { Usage } from "./usages";

/** Whether an amount is free, or not known. */
export interface QuotaAnswer {
  answer: "enough" | "notEnough" | "notKnown";
  reason: string;
}

/** Whether a quota has so much left, and what to do where it has not. */
const quotaAnswer = ({ name, used, limit, free }: Usage, needed: number): QuotaAnswer => {
  if (used === null || limit === null || free === null)
    return { answer: "notKnown", reason: `${name} does not tell what is used and allowed.` };
  const numbers = `${name}: ${needed} needed, ${free} free, ${used} used of ${limit}.`;
  if (free >= needed) return { answer: "enough", reason: numbers };
  if (limit === 0) {
    const mend = "The subscription has no quota of this: ask for it, or choose another region, SKU or model.";
    return { answer: "notEnough", reason: `${numbers} ${mend}` };
  }
  const ways = [
    ...(free > 0 ? [`ask for ${free} at most`] : []),
    ...(limit < needed ? [] : ["free some by smaller deployments"]),
    "ask for more quota",
  ];
  const mend = ways.join(", or ");
  return { answer: "notEnough", reason: `${numbers} ${mend[0]?.toUpperCase()}${mend.slice(1)}.` };
};

/** What the answers of several quotas come to: one quota is what a deployment draws on. */
export const jointAnswer = (usages: readonly Usage[], needed: number): QuotaAnswer => {
  const answers = usages.map((usage) => quotaAnswer(usage, needed));
  const [first] = answers;
  if (!first) return { answer: "notKnown", reason: "No quota of the region belongs to this model and SKU." };
  if (answers.length === 1) return first;
  const reason = answers
    .map((each) => `${each.answer}: ${each.reason}`)
    .slice(0, 10)
    .join(" ");
  return answers.every(({ answer }) => answer === first.answer)
    ? { answer: first.answer, reason }
    : { answer: "notKnown", reason: `It depends on Model Name and SKU. ${reason}` };
};
