import { AzureOpenAIError } from "../client/errors/errors";

/** An item that was refused for its rate, and how often. */
interface RefusedItem {
  tokens: number;
  refusals: number;
  /** When it was started for the attempt that was refused first; undefined when none was. */
  refusedStartMs: number | undefined;
}

/** What an item is judged by beside its own refusals. */
interface Circumstances {
  nowMs: number;
  /** The wait that the latest refusal names, in milliseconds. */
  waitMs: number | undefined;
  /** How much of the stated limit of tokens the item is. */
  shareOfLimit: number;
  /** Items that have not ended. */
  left: number;
}

/** In so many runs, an item that fits may count as one that never does. */
const wrongRuns = 0.01;
/** The same where items are refused that are taken later. */
const wrongRunsByChance = 0.0001;
const fewestRefusals = 3;
/** The same for the last ones. */
const fewestOfLast = 4;
/** The estimate of tokens is rough: from here on one refusal is enough. */
const surelyTooLarge = 1.5;
/** How much larger than the mean of those that were taken an item may be for their luck to be its own. */
const usual = 2;
/** Where so many are refused, one that is refused again is nothing special. */
const usualShare = 0.2;
/** So few that are left and refused are no proof that the quota is used up. */
const handful = 5;
/** The same as a share of all. */
const fewShare = 0.05;
/** Quotas are by the minute: after so long without any use, they are full. */
const longestPatienceMs = 65_000;
const shortestPatienceMs = 5_000;

/**
 * Tells an item that never fits its quota from a quota that is used up for now: by the limit that the service states,
 * by what became of the others meanwhile, and by time.
 */
export class FitJudge {
  private refused = 0;
  private refusals = 0;
  private taken = 0;
  /** How often those that were taken had been refused before. */
  private refusalsOfTaken = 0;
  private takenTokens = 0;
  private firstStartMs: number | undefined;
  /** Tokens that were taken of items started behind the first refusal of one that has not ended. */
  private readonly takenBehind = new Map<RefusedItem, number>();
  /** When the latest started of the items that were taken was started, in milliseconds since the epoch. */
  takenUpToMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly itemCount: number) {}

  /** So many may wait as refused without being a sign of a used-up quota. */
  get fewRefused(): number {
    return Math.max(handful, this.itemCount * fewShare);
  }

  /** True once the service took an item. */
  get hasTaken(): boolean {
    return this.taken > 0;
  }

  /** True where a good part of the items is refused, whichever they are. */
  get isUsualToRefuse(): boolean {
    return this.chanceOf(0) >= usualShare;
  }

  /** Notes an item's start. */
  start(nowMs: number): void {
    this.firstStartMs ??= nowMs;
  }

  /** Notes that the service took an item. */
  take(item: RefusedItem, startedAtMs: number): void {
    this.taken += 1;
    this.refusalsOfTaken += item.refusals;
    this.takenTokens += item.tokens;
    this.takenUpToMs = Math.max(this.takenUpToMs, startedAtMs);
    this.takenBehind.delete(item);
    for (const [refused, tokens] of this.takenBehind)
      if (startedAtMs > (refused.refusedStartMs ?? startedAtMs))
        this.takenBehind.set(refused, tokens + item.tokens);
  }

  /** Notes a refusal for rate. */
  refuse(item: RefusedItem): void {
    this.refusals += 1;
    if (this.takenBehind.has(item)) return;
    this.refused += 1;
    this.takenBehind.set(item, 0);
  }

  /** Notes that a refused item ended otherwise. */
  drop(item: RefusedItem): void {
    this.takenBehind.delete(item);
  }

  /** True when others that were started behind its refusal were taken, as many tokens as it has itself. */
  isContradicted(item: RefusedItem): boolean {
    return (this.takenBehind.get(item) ?? 0) >= item.tokens;
  }

  /** True when an item that was just refused never fits, as far as can be told. */
  neverFits(item: RefusedItem, circumstances: Circumstances): boolean {
    const { refusals, tokens } = item;
    const { shareOfLimit } = circumstances;
    if (shareOfLimit > surelyTooLarge || (shareOfLimit > 1 && refusals > 1)) return true;
    if (refusals < fewestRefusals) return false;
    const mostWrong = this.refusalsOfTaken > 0 ? wrongRunsByChance : wrongRuns;
    const isNoChance = this.chanceOf(refusals) ** refusals * this.itemCount < mostWrong;
    if (isNoChance && this.isContradicted(item) && this.isUsual(tokens)) return true;
    return this.hadItsTime(item, circumstances, isNoChance);
  }

  private isUsual(tokens: number): boolean {
    return tokens <= (usual * this.takenTokens) / Math.max(1, this.taken);
  }

  /**
   * How likely an item that fits is refused, rather high. Once one was taken that had been refused, refusals are no
   * matter of single items: those of all others count. Before that, each that was refused counts once.
   */
  private chanceOf(ownRefusals: number): number {
    if (this.refusalsOfTaken > 0) {
      const others = this.refusals - ownRefusals;
      return (others + 2 * Math.sqrt(others) + 1) / (others + this.taken + 2);
    }
    return this.refused / (this.taken + this.refused + 1);
  }

  /** True when it was among the last, and had the quota for itself for as long as that takes to be full again. */
  private hadItsTime(
    item: RefusedItem,
    { nowMs, waitMs, left }: Circumstances,
    isNoChance: boolean,
  ): boolean {
    const quietMs = nowMs - Math.max(this.takenUpToMs, this.firstStartMs ?? nowMs);
    return (
      item.refusals >= fewestOfLast &&
      left <= handful &&
      quietMs >= this.patienceMs(item, isNoChance ? waitMs : undefined)
    );
  }

  private patienceMs(item: RefusedItem, waitMs: number | undefined): number {
    if (!this.isContradicted(item) || !waitMs || this.firstStartMs === undefined) return longestPatienceMs;
    const elapsedMs = this.takenUpToMs - this.firstStartMs;
    const requestsMs = (3 * elapsedMs) / this.taken;
    const tokensMs = (2 * elapsedMs * item.tokens) / Math.max(1, this.takenTokens);
    return Math.min(longestPatienceMs, Math.max(shortestPatienceMs, requestsMs, tokensMs));
  }
}

/** The error of an item that never fits: its last refusal, without the advice to wait. */
export const neverFitsError = (error: AzureOpenAIError, refusals: number): AzureOpenAIError => {
  const { kind, status, code, requestId, what, sentence } = error;
  const times = refusals === 1 ? "at once" : `${refusals} times`;
  const mend = `It was refused ${times}, and does not fit the quota. Shorten it, lower Max Output Tokens, or ask for more quota: waiting does not help.`;
  const parts = { what, sentence, mend };
  return new AzureOpenAIError(parts, {
    kind,
    attempts: refusals,
    reason: "tooLarge",
    ...(status !== undefined && { status }),
    ...(code !== undefined && { code }),
    ...(requestId !== undefined && { requestId }),
  });
};
