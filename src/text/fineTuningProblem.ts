import { countLimits, type JobLimit, rateLimit } from "./fineTuningLimits";
import { methodLabels } from "./methodLabels";

/** What is to be done about a known refusal or failure of a fine-tuning job. */
interface KnownProblem {
  /** Looked for in code and sentence. */
  words: RegExp;
  /** Words of which it has to have each as well, wherever they stand. */
  also?: readonly RegExp[];
  mend(found: RegExpExecArray): string;
  /** The limit that it is about. */
  limit?(found: RegExpExecArray): JobLimit | undefined;
}

const methodLabel = (word = ""): string => methodLabels[word.toLowerCase()] ?? word;

const fineTuningCloses =
  "OpenAI closes fine-tuning step by step: since 2026-05-07 to new organizations, since 2026-07-02 to those that have not used a fine-tuned model for 60 days, and from 2027-01-06 to new jobs. Use a connection to Azure OpenAI, which goes on.";

/** Mends by code and words, the narrower ones first. They come from both services' references and from reports. */
const knownProblems: readonly KnownProblem[] = [
  rateLimit,
  {
    words: /\bexplore plan\b/i,
    mend: () =>
      "The account's plan has no fine-tuning: have its owner upgrade it to a paid plan. Waiting does not help.",
  },
  ...[
    { words: /\bself-?serve\b/i },
    {
      words: /\b(?:no longer|not) (?:available|offered|open|supported)\b/i,
      also: [/\bfine-?tuning\b/i, /\borgani[sz]ation|\bcustomer|\bnew\b/i],
    },
    { words: /\bdeprecat/i, also: [/\bfine-?tuning (?:platform|api|job)/i] },
  ].map((words) => ({ ...words, mend: () => fineTuningCloses })),
  {
    words: /fineTuningJob field is required/i,
    mend: () =>
      "Azure could not read the request, most often for the spelling of the training tier: choose another Training Tier, or give trainingType in Extra Parameters in the spelling that this API Version knows.",
  },
  {
    words: /must point to a completed file import|file import (?:is )?(?:not |in)complete/i,
    mend: () =>
      "The service is still reading the file, which is no fault of it: run the step again in a minute.",
  },
  {
    words: /requires? the '?(supervised|dpo|preference|reinforcement)'? method/i,
    mend: ([, method]) => `Choose ${methodLabel(method)} under Method.`,
  },
  {
    words:
      /\bformat, but the specified fine-?tuning job is not using '(supervised|dpo|preference|reinforcement)'/i,
    mend: ([, method]) =>
      `The rows of the file are those of the method ${methodLabel(method)}: choose it under Method, or prepare the rows for the method that was chosen.`,
  },
  {
    words:
      /(?:base )?model\b[^.]{0,120}\b(?:does not|doesn't|cannot|can't|do not) (?:support|be) fine-?tun|fine-?tuning is not supported/i,
    mend: () =>
      "Enter the model with its version under Base Model, such as gpt-4.1-mini-2025-04-14. The other causes are a deployment's name in its place, a Training Tier that the region or model does not have, and an endpoint of a project where the resource's is needed, or the other way round.",
  },
  {
    words: /has (\d{1,9}) examples?(?:\(s\))?,? but must have at least (\d{1,9})/i,
    mend: ([, has, least]) =>
      `The file has ${has} rows and needs ${least}: add rows, or give validation and test a smaller share.`,
  },
  {
    words: /System messages are not supported in 'reinforcement'/i,
    mend: () => "Put the text of the system messages into the user messages, and prepare the file again.",
  },
  {
    words: /\bExample (\d{1,9})(?:, message (\d{1,9}))?/i,
    mend: ([, row, message]) =>
      `Look at line ${row} of the file${message ? `, message ${message}` : ""}, as the service counts, and prepare the file again.`,
  },
  {
    words: /Expected file to have JSONL format|is not a dictionary/i,
    mend: () =>
      "The file holds something other than one JSON object on each line, or begins with a hidden mark of a spreadsheet or editor: make it with Prepare Training Data, which writes the encoding that the service reads.",
  },
  {
    words: /expected either prompt\/completion pairs or chat messages|No valid json line found/i,
    mend: () =>
      "The file is a JSON list, JSON over several lines, or has rows without chat messages: make it with Prepare Training Data.",
  },
  {
    words: /reasoning extraction/i,
    mend: () =>
      "The rows ask for a model's hidden reasoning, which Azure does not train: take out requests for a chain of thought or for step by step reasoning.",
  },
  {
    words: /unable to be deployed|Model evaluation identified/i,
    mend: () =>
      "The model is trained and can't be deployed, and the training is not billed: take rows out that lead to harmful answers, also medical or personal ones, and train again. An earlier checkpoint may pass.",
  },
  {
    words: /RAI checks|unsafe_file|moderation|violates? [^.]{0,60}\bpolic(?:y|ies)\b/i,
    mend: () =>
      "Take out or rewrite the rows that the check is about; the same file is refused again. Where no lines are named, send the rows through a deployment and look at its filter's annotations.",
  },
  {
    words: /MSI does not have|managed identity (?:does not|doesn't) have/i,
    mend: () =>
      "Give the managed identity of the resource, not the caller, the role Cognitive Services Contributor on the resource.",
  },
  ...countLimits,
  {
    words:
      /unexpectedEntityState|(?:cannot|can't|can not) be (?:paused|resumed|cancel)|\bcannot (?:pause|resume|cancel) a\b|not in a (?:valid )?state/i,
    mend: () =>
      "See in Get Fine-Tuning Job what the job's status is: only a running job with a step done can be paused, only a paused one resumed, and one that has ended not be cancelled.",
  },
  {
    words: /job failed due to an internal error|server_error|internalFailure/i,
    mend: () =>
      "The service failed, and does not say at what; rows with tools have been a cause. Create the job again once; if that fails as well, ask the service's support with the id of the job.",
  },
  {
    words: /invalid_training_file|invalid_validation_file|jsonlValidationFailed|fileImportFailed/i,
    mend: () => "Correct the rows, upload them as a new file, and create the job again.",
  },
  {
    words: /model_not_found|\bmodel\b[^.]{0,100}\b(?:does not exist|not found|not available)/i,
    mend: () =>
      "Check Base Model: it is a model with its version, such as gpt-4.1-mini-2025-04-14, or a fine-tuned model, and no deployment.",
  },
];

const findProblem = (code: string | undefined, sentence: string) => {
  const text = `${code ?? ""} ${sentence}`;
  for (const problem of knownProblems) {
    const found = problem.words.exec(text);
    if (found && (problem.also ?? []).every((other) => other.test(text))) return { problem, found };
  }
  return undefined;
};

/** What to do about what a service says of fine-tuning, in the words of the forms; undefined for the unknown. */
export const fineTuningMend = (code: string | undefined, sentence: string): string | undefined => {
  const known = findProblem(code, sentence);
  return known?.problem.mend(known.found);
};

/** The limit for which a service refuses a job; undefined for another reason. */
export const jobLimitIn = (code: string | undefined, sentence: string): JobLimit | undefined => {
  const known = findProblem(code, sentence);
  return known?.problem.limit?.(known.found);
};

/** Lines and categories that a check of the rows names. */
interface Flagged {
  /** From 1, as the service counts the lines of the file. */
  lines: number[];
  categories: string[];
}

const mostFlagged = 1000;

const listBehind = (sentence: string, words: RegExp): string[] => {
  const [, list = ""] = words.exec(sentence) ?? [];
  return list
    .split(/[,;]|\band\b/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "")
    .slice(0, mostFlagged);
};

/** The lines and categories that a sentence such as "Flagged lines: 4, 13, 14" names. */
export const flaggedIn = (sentence: string): Flagged => ({
  lines: listBehind(sentence, /flagged lines:? ([\d, ]{1,8000})/i)
    .map(Number)
    .filter((line) => Number.isSafeInteger(line) && line > 0),
  categories: listBehind(
    sentence,
    /(?:harm types|following categories|thresholds for|categories):? ?\[?([\w ,/-]{1,500})/i,
  ),
});
