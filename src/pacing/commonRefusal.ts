import { isAzureOpenAIError } from "../client/errors/errors";

/** So many items meet a refusal that would meet all; then it is the run's. */
export const handful = 5;

/** The same where others had succeeded and no reason is given: so many from all over the list, started in doubt. */
const many = 20;

const ofAll = new Set<unknown>(["account", "deployment", "setting"]);
/** Conflicts, time limits and rates are no matter of the request. */
const passing = new Set<unknown>([408, 409, 425, 429]);
/** What differs from item to item. */
const ownParam = /^(messages|input|prompt|image)/i;

/**
 * What tells a refusal that would meet every item from one that meets an item alone: its reason, or where the service
 * gives none, all that it says of a request which it rejects. Undefined for a refusal that is the item's own.
 */
const signatureOf = (error: unknown): string | undefined => {
  if (!isAzureOpenAIError(error)) return undefined;
  const { reason, code, status = 0, kind, param = "", requestId, sentence = "" } = error;
  if (reason !== undefined) return ofAll.has(reason) ? reason : undefined;
  if (kind !== "rejected" && kind !== "notFound") return undefined;
  if (status < 400 || status > 499 || passing.has(status)) return undefined;
  if (ownParam.test(param)) return undefined;
  const words = requestId ? sentence.replaceAll(requestId, "") : sentence;
  return `${status} ${code ?? ""} ${param} ${words.replace(/\d+/g, "#")}`;
};

/** Counts refusals in a row that would meet every item. */
export class CommonRefusals {
  private signature: string | undefined;
  private startedAtMs = 0;
  private others = 0;
  private doubtedAtMs = Number.POSITIVE_INFINITY;
  /** Alike, and started since then. */
  private inDoubt = 0;
  /** How many came in a row. */
  inRow = 0;
  /** The first of them. */
  error: unknown;

  /** True when every item so far was refused for a reason that the service gives for all. */
  get isAllThereIs(): boolean {
    return this.inRow > 0 && this.others === 0 && this.hasReason;
  }

  /** True once so many came in a row that few at once are worth a try, from elsewhere in the list. */
  get isInDoubt(): boolean {
    return this.inRow >= handful;
  }

  /** Notes that the service took an item; those that were started before the refusal tell nothing of it. */
  take(startedAtMs: number): void {
    this.others += 1;
    if (startedAtMs > this.startedAtMs) this.inRow = 0;
  }

  /** Notes an item that failed; true when so many were refused alike that no other one is worth a try. */
  fail(error: unknown, startedAtMs: number, hasSucceeded: boolean, nowMs: number): boolean {
    const signature = signatureOf(error);
    if (signature === undefined) {
      this.take(startedAtMs);
      return false;
    }
    this.inRow = signature === this.signature ? this.inRow + 1 : 1;
    if (this.inRow === 1) this.error = error;
    this.signature = signature;
    this.startedAtMs = Math.max(this.startedAtMs, startedAtMs);
    if (!this.isInDoubt) {
      this.inDoubt = 0;
      this.doubtedAtMs = Number.POSITIVE_INFINITY;
    } else if (this.doubtedAtMs > nowMs) this.doubtedAtMs = nowMs;
    else if (startedAtMs >= this.doubtedAtMs) this.inDoubt += 1;
    return this.hasReason || !hasSucceeded ? this.isInDoubt : this.inDoubt >= many;
  }

  private get hasReason(): boolean {
    return ofAll.has(this.signature);
  }
}
