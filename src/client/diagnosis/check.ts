import { type ErrorParts, joinParts } from "../../text/errorParts";
import { clock } from "../clock";
import { type CheckName, checkNames } from "../errors/checkNames";

/** What came of one check. */
export interface Check {
  check: CheckName;
  status: "pass" | "fail" | "notReached";
  /** How long the work took that decided it. */
  durationMs: number;
  /** What was seen. */
  detail: string;
  /** What to do when it failed, why it was not reached, or "". */
  mend: string;
}

/** What was seen of a failure, and what to do about it. */
export interface Finding {
  detail: string;
  mend: string;
}

/** The checks of one diagnosis, each notReached until something decides it. */
export class CheckList {
  private readonly decided = new Map<CheckName, Check>();
  private readonly reasons = new Map<CheckName, string>();

  /** Notes that a check passed. */
  pass(check: CheckName, detail: string, durationMs: number): void {
    this.decided.set(check, { check, status: "pass", durationMs, detail, mend: "" });
  }

  /** Notes that a check failed; what passed before it by an earlier answer stays. */
  fail(check: CheckName, finding: Finding, durationMs: number): void {
    this.decided.set(check, { check, status: "fail", durationMs, ...finding });
  }

  /** Notes why a check is not made, should nothing decide it. */
  leave(check: CheckName, reason: string): void {
    this.reasons.set(check, reason);
  }

  /** True when a check passed so far. */
  hasPassed(check: CheckName): boolean {
    return this.decided.get(check)?.status === "pass";
  }

  /** The first check that failed. */
  get failure(): Check | undefined {
    return checkNames
      .map((name) => this.decided.get(name))
      .find((check): check is Check => check?.status === "fail");
  }

  /** All checks in their order. */
  all(): Check[] {
    const { failure } = this;
    const because = failure ? `Needs ${failure.check} first.` : "Needs an answer of the service first.";
    return checkNames.map(
      (check) =>
        this.decided.get(check) ?? {
          check,
          status: "notReached",
          durationMs: 0,
          detail: "",
          mend: failure ? because : (this.reasons.get(check) ?? because),
        },
    );
  }
}

/** What the client says of a field or a failure, as what is wrong and what to do. */
export const findingIn = ({ field, what, sentence, mend = "" }: ErrorParts): Finding =>
  field && !mend
    ? { detail: `${field} can't be used.`, mend: joinParts({ field, what }) }
    : { detail: joinParts({ field, what, sentence }), mend };

/** A value, and how long it took to have, in milliseconds. */
export const timed = async <Value>(
  work: () => Value | Promise<Value>,
): Promise<{ value: Value; durationMs: number }> => {
  const startMs = clock.now();
  const value = await work();
  return { value, durationMs: clock.now() - startMs };
};
