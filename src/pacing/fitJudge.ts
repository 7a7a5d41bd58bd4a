import { AzureOpenAIError } from "../client/errors/errors";

/** An item that was refused for its rate, and how often. */
interface RefusedItem {
  tokens: number;
  refusals: number;
  /** When the attempt started that was refused first; undefined when none was. */
  refusedStartMs: number | undefined;
}

/** What an item is judged by, apart from its own refusals. */
interface Circumstances {
  nowMs: number;
  /** The wait that the latest refusal names, in milliseconds. */
  waitMs: number | undefined;
  /** The item's tokens as a share of the stated limit. */
  shareOfLimit: number;
  /** Items that have not ended. */
  left: number;
}

/** In one run of a hundred, an item that fits may be judged wrongly as one that never fits. */
const wrongRuns = 0.01;
/** The same once a refused item was taken later: the quota is then the likelier cause. */
const wrongRunsByChance = 0.0001;
/** An item has to be refused this often before it is judged by the others. */
const fewestRefusals = 3;
/** An item that has no others to be judged by has to be refused this often. */
const fewestOfLast = 4;
/** At this share of the stated limit, one refusal is enough. Below it, the estimate of tokens may be too high. */
const surelyTooLarge = 1.5;
/** An item is judged by the others only if it has at most twice the mean tokens of those that were taken. */
const usual = 2;
/** Where this share of the items is refused, refusals are usual, and an item does not wait longer with each. */
const usualShare = 0.2;
/** With so few refused items, or this share of all, each may be one that never fits: the quota need not be used up. */
const handful = 5;
const fewShare = 0.05;
/** Quotas are by the minute: after this long without any use, they are full. */
const longestPatienceMs = 65_000;
const shortestPatienceMs = 5_000;

/**
 * Tells an item that never fits its quota from one that was refused because the quota is used up for now: by the
 * limit that the service states, by whether other items were taken meanwhile, and by time.
 */
export class FitJudge {
  private refused = 0;
  private refusals = 0;
  private taken = 0;
  /** How often the taken items had been refused before. */
  private refusalsOfTaken = 0;
  private takenTokens = 0;
  private firstStartMs: number | undefined;
  /** For each refused item that has not ended, the tokens of all taken items that started after its first attempt. */
  private readonly takenBehind = new Map<RefusedItem, number>();
  /** Start of the latest started item that was taken, in milliseconds since the epoch. */
  takenUpToMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly itemCount: number) {}

  /** This many refused items may wait without showing that the quota is used up. */
  get fewRefused(): number {
    return Math.max(handful, this.itemCount * fewShare);
  }

  /** True once the service took an item. */
  get hasTaken(): boolean {
    return this.taken > 0;
  }

  /** True where a fifth of the items or more is refused. */
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

  /** True when the quota had room for the item: others with as many tokens in all started after it and were taken. */
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
   * A cautious (high) estimate of how likely an item that fits is refused. Before any refused item was taken, each
   * refused item counts once. After that, items that fit are refused too, so all refusals of the others count.
   */
  private chanceOf(ownRefusals: number): number {
    if (this.refusalsOfTaken > 0) {
      const others = this.refusals - ownRefusals;
      return (others + 2 * Math.sqrt(others) + 1) / (others + this.taken + 2);
    }
    return this.refused / (this.taken + this.refused + 1);
  }

  /** True when the item is among the last, and nothing else was taken for as long as the quota needs to be full. */
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

  /** About how long the quota needs to be full again, by what was taken of it so far. */
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
