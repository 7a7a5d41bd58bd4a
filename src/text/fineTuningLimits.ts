/** A limit that refuses a job: on the jobs that there are, or on those that are created in a time. */
export type JobLimit = "jobs" | { hours: number };

/** A refusal for a limit, as fineTuningProblem has its kind. */
interface KnownLimit {
  words: RegExp;
  also?: readonly RegExp[];
  mend(found: RegExpExecArray): string;
  /** Undefined where it is a limit on something else. */
  limit(found: RegExpExecArray): JobLimit | undefined;
}

const endOne = "wait until one has ended, or cancel one that none needs by Cancel Fine-Tuning Job.";

/** What there is too much of, by words of the service, and what to do then; the last one for any other words. */
const byWords: ReadonlyArray<readonly [words: RegExp, mend: string, limit: JobLimit | undefined]> = [
  [
    /^(?=.*\b(?:running|concurrent\w*|active|simultaneous\w*)\b)(?!.*\b(?:queue|pending|waiting))/i,
    `As many jobs run as may at once: ${endOne} By Azure's documentation 3 jobs may run, 5 with the Developer tier.`,
    "jobs",
  ],
  [
    /^(?=.*\b(?:queue|pending|wait))(?!.*\b(?:running|concurrent|active)\b)/i,
    `As many jobs wait as may: ${endOne} By Azure's documentation 20 may be queued.`,
    "jobs",
  ],
  [
    /^(?=.*\bfiles?\b)(?!.*\bjobs?\b)/i,
    "The resource has as many files as it may, 100 and 1 GB by Azure's documentation: delete those that none needs by Delete File.",
    undefined,
  ],
  [
    /./,
    "The resource has as many jobs or files as it may: wait until some jobs have ended, or delete files that none needs. By Azure's documentation 3 jobs may run, 5 with the Developer tier, 20 may be queued, and a resource keeps 100, of which dated versions alone delete some (Raw Request: DELETE fine_tuning/jobs/{id}).",
    "jobs",
  ],
];

const limitIn = ({ input }: RegExpExecArray) => byWords.find(([words]) => words.test(input)) ?? [];

/** Spans in which created jobs are counted, as the services name them; the last one where none is named. */
const periods = [
  { words: /per hour|hourly/i, hours: 1, name: "hour", span: "hour" },
  { words: /per week|weekly/i, hours: 7 * 24, name: "week", span: "7 days" },
  { words: /per month|monthly/i, hours: 30 * 24, name: "month", span: "30 days" },
  { words: /./, hours: 24, name: "day", span: "24 hours" },
] as const;

const periodIn = ({ input }: RegExpExecArray) => periods.find(({ words }) => words.test(input)) ?? periods[3];

/** Refusals because many jobs were created, which stand before all others. */
export const rateLimit: KnownLimit = {
  words:
    /maximum of [\d,.]{1,12} fine-?tuning (?:requests|jobs) per (?:hour|day|week|month)|(?:hour|dai|week|month)ly_rate_limit_exceeded/i,
  mend: (found) => {
    const { name, span } = periodIn(found);
    return `The organization has used up its fine-tuning jobs of the ${name} for this model, and waiting minutes does not help: run the step again when the oldest job of the last ${span} is older than that. List Fine-Tuning Jobs shows when they were created, but not those of other projects.`;
  },
  limit: (found) => ({ hours: periodIn(found).hours }),
};

/** Refusals because there are many jobs or files. */
export const countLimits: readonly KnownLimit[] = [
  { words: /quotaExceeded|too many (?:active |running |queued )?(?:fine-?tuning )?jobs/i },
  {
    words: /\b(?:maximum|limit)\b/i,
    also: [/\bjobs?\b/i, /\b(?:fine-?tun|training|concurrent|queued|running|active)/i],
  },
].map((words) => ({
  ...words,
  mend: (found) => limitIn(found)[1] ?? "",
  limit: (found) => limitIn(found)[2],
}));
