import { isSaid, type Phrase } from "./phrase";
import type { ServiceProblem } from "./serviceProblem";
import { isSetting, settingInSentence } from "./settingNames";

/**
 * What a refusal is about, where that decides what is still worth trying. `tooLarge`: this request never fits, however
 * long one waits. `account`: it is used up, inactive or blocked, so every request is refused. `deployment`: it does
 * not exist, or is paused. `setting`: a parameter that all requests of the step share. `budget`: the step's own limit.
 */
export type RefusalReason = "tooLarge" | "account" | "deployment" | "setting" | "budget";

/** Codes and types of refusals by reason, of the services and of gateways. */
export const reasonCodes: Readonly<Record<Exclude<RefusalReason, "setting" | "budget">, readonly string[]>> =
  {
    tooLarge: [
      "context_length_exceeded",
      "string_above_max_length",
      "array_above_max_length",
      "ContextWindowExceededError",
      "request_too_large",
      "tokens_limit_reached",
      "payload_too_large",
      "RequestEntityTooLarge",
    ],
    account: [
      "insufficient_quota",
      // OpenAI's fine-tuning jobs of a day: no wait within a step helps.
      "daily_rate_limit_exceeded",
      "billing_not_active",
      "billing_hard_limit_reached",
      "billing_limit_user_error",
      "access_terminated",
      "account_deactivated",
      "account_suspended",
      "organization_deactivated",
      "user_suspended",
      "budget_exceeded",
      "BudgetExceededError",
      "insufficient_credits",
      "insufficient_balance",
      "insufficient_funds",
      "credit_balance_too_low",
      "exceeded_current_quota_error",
      "payment_required",
      "ReadOnlyDisabledSubscription",
      "SubscriptionDisabled",
      "SubscriptionNotActive",
      "Arrearage",
      "organization_restricted",
      "unsupported_country_region_territory",
    ],
    deployment: [
      "DeploymentNotFound",
      "deployment_not_found",
      "DeploymentPaused",
      "model_not_found",
      "ModelNotFound",
      "ModelDeprecated",
      "model_not_supported",
      "unknown_model",
      "UnavailableModel",
      "OperationNotSupported",
      "key_model_access_denied",
      "team_model_access_denied",
      "user_model_access_denied",
      "project_model_access_denied",
    ],
  };

/** Sentences about a resource, account or key that may no longer be used for anything. */
export const accountSentences: readonly RegExp[] = [
  /exceeded your current quota/i,
  /\bfine-?tuning (?:requests|jobs) per (?:day|week|month)\b/i,
  /\b(?:no|not enough|insufficient|out of|lacks?|low|n't have (?:any|enough))\b[^.]{0,20}\b(?:credits?|balance|funds)\b/i,
  /\b(?:credits?|balance|funds)\b[^.]{0,20}\b(?:too low|exhausted|used up|insufficient|depleted)\b/i,
  /\bbilling (?:hard |soft )?limit\b[^.]{0,30}\breached\b/i,
  /\b(?:budget|spending limit|spend limit)\b[^.]{0,30}\b(?:exceeded|reached|used up)\b|\b(?:exceeded|over)\b[^.]{0,20}\bbudget\b/i,
  /\b(?:account|organization)\b[^.]{0,80}\b(?:not active|inactive|deactivated|suspended|terminated|disabled|closed|(?:has been|is) restricted)\b/i,
  /\borganization must be verified\b|\bverify (?:your |the )?organization\b/i,
  /\b(?:country|region|location) (?:is )?not supported\b|\bcountry, region,? or territory\b/i,
  /\baccess (?:was|has been|is) terminated\b/i,
  /\bsubscription\b[^.]{0,80}\b(?:disabled|suspended|deactivated|cancell?ed|expired|not active)\b/i,
  /\bresource\b[^.]{0,40}\b(?:blocked|suspended|disabled)\b/i,
];

/** Sentences about a used-up quota of a gateway, which come with the status 403. */
const quotaSentence = /\bquota\b|\bcall volume\b/i;

/** Sentences about a deployment or model that does not exist, or is not available. */
export const deploymentSentences: readonly Phrase[] = [
  [
    /\b(?:deployment|models?)\b/i,
    /\b(?:does not exist|doesn't exist|do not exist|not found|could not be found|is paused)\b/i,
  ],
  [
    /\b(?:deployment|model)\b/i,
    /\b(?:is not (?:available|deployed)|no longer (?:available|supported)|been (?:deprecated|retired|removed))\b/i,
  ],
  /\bnot have access to (?:the )?model\b/i,
  /\bnot allowed to (?:sample|access|use|call|generate)\b[^.]{0,30}\bmodel\b/i,
  /\b(?:unknown|no such|invalid) (?:deployment|model)\b(?! (?:input|output|parameter))/i,
];

/** Sentences about a request that never fits, however long one waits. */
export const tooLargeSentences: readonly RegExp[] = [
  /(?<!\b(?:headers?|cookies?|fields?|ur[il]) (?:is |are |or \w{1,10} )?)\btoo (?:large|big)\b(?! (?:a )?(?:number|amount|volume) of)/i,
  /(?<!\b(?:took|takes?|taking|taken|waited|waiting|ran|running|lasted|lasting|open|idle|inactive|for|ur[il]|ur[il] is|headers?) )\btoo long\b/i,
  /(?<!\b(?:rate|frequency|requests|concurrency|traffic|load) )\b(?:must|has to|have to|needs? to|should) be (?:reduced|shortened)\b/i,
  /\breduc(?:e|ing) (?:your |the )?(?:messages?|prompts?|inputs?|context|text|length|size|documents?|conversation)\b/i,
  /\breduc(?:e|ing) (?:your |the )?(?:request|payload|body|message|prompt|input|context) (?:size|length)\b/i,
  /\breduc(?:e|ing) (?:your |the )?(?:number|amount) of (?:\w{1,12} )?tokens\b(?! per)/i,
  /\b(?:shorten|decrease|trim) (?:your |the )?(?:messages?|prompts?|inputs?|context|text|length|request|size)\b/i,
  /\bcontext[ _-](?:length|window)\b/i,
];

/** Sentences that may mean a rate limit as well: they count where the status rules that out. */
export const limitSentences: readonly RegExp[] = [
  /\bexceed\w*\b.{0,60}\b(?:maximum|max|allowed|model's|supported) (?:\w{1,12} ){0,2}(?:length|size|tokens?)\b(?! (?:rate|per)| limit per)/i,
  /\b(?:input|prompt|request|message|body|payload)\b.{0,40}\b(?:exceeds?|exceeded|longer than|larger than|over) (?:the |its |a )?(?:limit|maximum|max)\b/i,
];

const asksForMore = /\bLimit:? (\d[\d,]{0,15}),? .{0,60}?\bRequested:? (\d[\d,]{0,15})/i;

/** True for a sentence such as "Limit 30000, Requested 41234": the request is larger than the whole limit. */
const neverFits = (sentence: string): boolean => {
  const [, limit = "", requested = ""] = asksForMore.exec(sentence) ?? [];
  return limit !== "" && Number(requested.replaceAll(",", "")) > Number(limit.replaceAll(",", ""));
};

const tooLargeStatuses = new Set([200, 400, 413, 414, 422, 429, 500]);
const missingStatuses = new Set([200, 400, 403, 404, 410, 422]);

const isAny = (forms: readonly Phrase[], sentence: string): boolean =>
  forms.some((form) => isSaid(sentence, form));

/** True where a sentence blames the item. Quoted parts are ignored: they are names of fields. */
const blamesItem = (sentence: string): boolean =>
  /\b(?:your|the) (?:messages?|prompts?|inputs?|texts?|images?|content|documents?)\b|\bmessages\b|\bimages?\b/i.test(
    sentence.replace(/(["'`])[^"'`]{0,80}\1/g, ""),
  );

const isTooLarge = (status: number, sentence: string): boolean =>
  status === 413 ||
  (tooLargeStatuses.has(status) && (isAny(tooLargeSentences, sentence) || neverFits(sentence))) ||
  (tooLargeStatuses.has(status) && status !== 429 && isAny(limitSentences, sentence));

/** The parameter that a 400 or 422 names; undefined for any other refusal. */
export const refusedParameter = (status: number, { param, message }: ServiceProblem): string | undefined =>
  param ?? (status === 400 || status === 422 ? settingInSentence(message) : undefined);

/** True where a setting is too long, such as a list of stop texts, and not what the item itself holds. */
const isLengthOfSetting = ({ code = "", param }: ServiceProblem): boolean =>
  /_above_max_length$/.test(code) && param !== undefined && isSetting(param);

/**
 * The reason of a refusal: by its code, then by its status and sentence. The sentences are those of OpenAI, Azure, API
 * Management, and common servers and gateways.
 */
export const refusalReason = (status: number, problem: ServiceProblem): RefusalReason | undefined => {
  const { code = "", type = "", message, contentFilter, waitMs } = problem;
  if (contentFilter) return undefined;
  const hasCode = (reason: keyof typeof reasonCodes): boolean =>
    reasonCodes[reason].includes(code) || reasonCodes[reason].includes(type);
  if (status === 402 || hasCode("account")) return "account";
  if (status === 423 || hasCode("deployment")) return "deployment";
  if (hasCode("tooLarge")) return isLengthOfSetting(problem) ? "setting" : "tooLarge";
  // With a wait, it is a quota that is renewed soon: such sentences also say "current quota".
  if (status >= 400 && status < 500 && waitMs === undefined && isAny(accountSentences, message))
    return "account";
  if (status === 403 && quotaSentence.test(message)) return "account";
  const parameter = refusedParameter(status, problem);
  const isOfSetting = parameter !== undefined && isSetting(parameter) && !blamesItem(message);
  const isMissing = missingStatuses.has(status) && isAny(deploymentSentences, message);
  if (isMissing && (!isOfSetting || parameter === "model")) return "deployment";
  const isInput = status === 400 || status === 422;
  if (isInput && isOfSetting) return "setting";
  return isTooLarge(status, message) ? "tooLarge" : undefined;
};
