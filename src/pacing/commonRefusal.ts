import { isAzureOpenAIError } from "../client/errors/errors";

/** This many equal refusals in a row show that every item would be refused: they end the run. */
export const handful = 5;

/** Where other items succeeded and the service gives no reason, this many more are needed, from all over the list. */
const many = 20;

/** Reasons that all items share. */
const ofAll = new Set<unknown>(["account", "deployment", "setting"]);

/** True for a refusal with a reason that all items of a deployment share. */
export const isOfAll = (error: unknown): boolean => isAzureOpenAIError(error) && ofAll.has(error.reason);

/** Statuses of timeouts, conflicts and rates: the same request may succeed later. */
const passing = new Set<unknown>([408, 409, 425, 429]);
/** Parameters that differ from item to item. */
const ownParam = /^(messages|input|prompt|image)/i;

/**
 * What two refusals have in common when every item would be refused alike: the reason, or where there is none, the
 * status, code, parameter and sentence without its numbers. Undefined for a refusal of this item alone.
 */
export const signatureOf = (error: unknown): string | undefined => {
  if (!isAzureOpenAIError(error)) return undefined;
  const { reason, code, status = 0, kind, param = "", requestId, sentence = "" } = error;
  if (reason !== undefined) return ofAll.has(reason) ? reason : undefined;
  if (kind !== "rejected" && kind !== "notFound") return undefined;
  if (status < 400 || status > 499 || passing.has(status)) return undefined;
  if (ownParam.test(param)) return undefined;
  const words = requestId ? sentence.replaceAll(requestId, "") : sentence;
  return `${status} ${code ?? ""} ${param} ${words.replace(/\d+/g, "#")}`;
};

/**
 * What failures of a deployment have in common that are not for their items: the refusal, or that nothing came in their
 * part of the step's time.
 */
export const laneSignatureOf = (error: unknown): string | undefined =>
  isAzureOpenAIError(error) && error.limit === "total" ? "silent" : signatureOf(error);

/** Counts equal refusals in a row, to find those that every item would get. */
export class CommonRefusals {
  private signature: string | undefined;
  /** Start of the latest started item of the row. */
  private startedAtMs = 0;
  /** Items that ended otherwise. */
  private others = 0;
  /** When the row became a handful. */
  private doubtedAtMs = Number.POSITIVE_INFINITY;
  /** Items of the row that started after that. */
  private inDoubt = 0;
  /** Length of the row. */
  inRow = 0;
  /** The first error of the row. */
  error: unknown;

  /** True when every item so far was refused for one reason that all items share. */
  get isAllThereIs(): boolean {
    return this.inRow > 0 && this.others === 0 && this.hasReason;
  }

  /** True once the row is so long that only a handful should run at a time, taken from all over the list. */
  get isInDoubt(): boolean {
    return this.inRow >= handful;
  }

  /** Notes that the service took an item. It ends the row only if it started after the refused items. */
  take(startedAtMs: number): void {
    this.others += 1;
    if (startedAtMs > this.startedAtMs) this.inRow = 0;
  }

  /** Notes an item that failed; true when so many were refused alike that no further item should start. */
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
