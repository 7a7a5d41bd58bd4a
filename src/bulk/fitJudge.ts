import { AzureOpenAIError } from "../client/errors";

/** A task that was refused for its rate, and how often. */
export interface RefusedTask {
  tokens: number;
  refusals: number;
  /** True when others that were started behind one of its refusals were taken. */
  isContradicted: boolean;
}

/** What a task is judged by beside its own refusals. */
export interface Circumstances {
  nowMs: number;
  /** The wait that the latest refusal names, in milliseconds. */
  waitMs: number | undefined;
  /** How much of the stated limit of tokens the task is. */
  shareOfLimit: number;
  /** Tasks that have not ended. */
  left: number;
}

/** In so many runs, a task that fits may count as one that never does. */
const wrongRuns = 0.01;
const fewestRefusals = 3;
/** The same for the last ones. */
const fewestOfLast = 4;
/** The estimate of tokens is rough: from here on one refusal is enough. */
const surelyTooLarge = 1.5;
/** How much larger than the mean of those that were taken a task may be for their luck to be its own. */
const usual = 2;
/** So few that are left and refused are no proof that the quota is used up. */
const handful = 5;
/** Quotas are by the minute: after so long without any use, they are full. */
const longestPatienceMs = 65_000;
const shortestPatienceMs = 5_000;

/**
 * Tells a task that never fits its quota from a quota that is used up for now: by the limit that the service states,
 * by what became of the others meanwhile, and by time.
 */
export class FitJudge {
  private started = 0;
  private refused = 0;
  private taken = 0;
  private takenTokens = 0;
  private firstStartMs: number | undefined;
  /** When the latest started of the tasks that were taken was started, in milliseconds since the epoch. */
  takenUpToMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly tasks: number) {}

  /** True once the service took a task. */
  get hasTaken(): boolean {
    return this.taken > 0;
  }

  /** Notes a task's start. */
  start(isFirstTime: boolean, nowMs: number): void {
    this.firstStartMs ??= nowMs;
    if (isFirstTime) this.started += 1;
  }

  /** Notes that the service took a task. */
  take(tokens: number, startedAtMs: number): void {
    this.taken += 1;
    this.takenTokens += tokens;
    this.takenUpToMs = Math.max(this.takenUpToMs, startedAtMs);
  }

  /** Notes a refusal for rate. */
  refuse(isFirstTime: boolean): void {
    if (isFirstTime) this.refused += 1;
  }

  /** True when a task that was just refused never fits, as far as can be told. */
  neverFits(task: RefusedTask, circumstances: Circumstances): boolean {
    const { refusals, tokens } = task;
    const { shareOfLimit } = circumstances;
    if (shareOfLimit > surelyTooLarge || (shareOfLimit > 1 && refusals > 1)) return true;
    if (refusals < fewestRefusals) return false;
    const isNoChance = this.chance ** refusals * this.tasks < wrongRuns;
    if (isNoChance && task.isContradicted && this.isUsual(tokens)) return true;
    return this.hadItsTime(task, circumstances, isNoChance);
  }

  private isUsual(tokens: number): boolean {
    return tokens <= (usual * this.takenTokens) / Math.max(1, this.taken);
  }

  /** How likely a task that fits is refused, rather high: by what became of all when they were first tried. */
  private get chance(): number {
    const share = this.refused / (this.started + 1);
    return share + Math.sqrt((share * (1 - share)) / (this.started + 1));
  }

  /** True when it was among the last, and had the quota for itself for as long as that takes to be full again. */
  private hadItsTime(
    task: RefusedTask,
    { nowMs, waitMs, left }: Circumstances,
    isNoChance: boolean,
  ): boolean {
    const quietMs = nowMs - Math.max(this.takenUpToMs, this.firstStartMs ?? nowMs);
    return (
      task.refusals >= fewestOfLast &&
      left <= handful &&
      quietMs >= this.patienceMs(task, isNoChance ? waitMs : undefined)
    );
  }

  private patienceMs({ tokens, isContradicted }: RefusedTask, waitMs: number | undefined): number {
    if (!isContradicted || !waitMs || this.firstStartMs === undefined) return longestPatienceMs;
    const elapsedMs = this.takenUpToMs - this.firstStartMs;
    const requestsMs = (3 * elapsedMs) / this.taken;
    const tokensMs = (2 * elapsedMs * tokens) / Math.max(1, this.takenTokens);
    return Math.min(longestPatienceMs, Math.max(shortestPatienceMs, requestsMs, tokensMs));
  }
}

/** The error of a task that never fits: its last refusal, without the advice to wait. */
export const neverFitsError = (error: AzureOpenAIError, refusals: number): AzureOpenAIError => {
  const { kind, status, code, requestId } = error;
  const told = error.message.replace(error.mend ?? "", "").trim();
  const times = refusals === 1 ? "at once" : `${refusals} times`;
  const mend = "Shorten it, lower Max Output Tokens, or ask for more quota: waiting does not help.";
  return new AzureOpenAIError(`${told} It was refused ${times}, and does not fit the quota. ${mend}`, {
    kind,
    attempts: refusals,
    reason: "tooLarge",
    mend,
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
  });
};
