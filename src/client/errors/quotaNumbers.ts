/** What a refusal for want of quota says in numbers, in the quota's own unit. */
interface QuotaNumbers {
  needed?: number;
  free?: number;
  used?: number;
  limit?: number;
  /** The name of the quota, such as OpenAI.GlobalStandard.gpt-5.4. */
  quota?: string;
}

/** Each looks for one number behind fixed words, so that a search stays linear. */
const patterns: Readonly<Record<Exclude<keyof QuotaNumbers, "quota">, RegExp>> = {
  needed: /\b(?:requires? |specified capacity )['"]?(\d{1,9})\b/i,
  free: /\bavailable capacity(?: is)? ['"]?(\d{1,9})\b/i,
  used: /\bquota usage is ['"]?(\d{1,9})\b/i,
  limit: /\bquota limit is ['"]?(\d{1,9})\b/i,
};
const quotaNames = [/\bUsageName '([^']{1,120})'/, /\bin quota ([^,]{1,120}),/];

/**
 * The numbers of both wordings: "require 30 new capacity in quota …, which is bigger than the current available
 * capacity 10. The current quota usage is 90 and the quota limit is 100 …", and "The specified capacity '30' of
 * account deployment is bigger than available capacity '10' for UsageName '…'".
 */
export const quotaNumbers = (sentence: string): QuotaNumbers => {
  const numbers = Object.entries(patterns).flatMap(([name, pattern]) => {
    const found = pattern.exec(sentence)?.[1];
    return found === undefined ? [] : [[name, Number(found)] as const];
  });
  const quota = quotaNames.map((pattern) => pattern.exec(sentence)?.[1]?.trim()).find(Boolean);
  return { ...Object.fromEntries(numbers), ...(quota && { quota }) };
};

const moreQuota = "ask for more quota in the Azure portal under Quotas";

/** What to do about a refusal for want of quota: it depends on whether there is any, enough of it, or none left. */
export const mendQuota = (sentence: string): string => {
  const { needed, free, used, limit, quota } = quotaNumbers(sentence);
  const name = quota ? ` of ${quota}` : "";
  if (limit === 0)
    return `The subscription has no quota${name} in this region: ${moreQuota}, or choose another region, SKU or model.`;
  if (limit !== undefined && needed !== undefined && needed > limit)
    return `All the quota${name} is ${limit}, and ${needed} was asked for: enter a smaller Capacity, or ${moreQuota}.`;
  if (free !== undefined && free > 0)
    return `${free}${name} is free, which is the most that can be added${used === undefined ? "" : `, since ${used} is used`}: enter a smaller Capacity, delete or shrink another deployment, or ${moreQuota}.`;
  if (free === 0) return `Nothing${name} is free: delete or shrink another deployment, or ${moreQuota}.`;
  return `The refusal tells no numbers; List Quota Usage has them. Enter a smaller Capacity, delete or shrink another deployment, or ${moreQuota}.`;
};
