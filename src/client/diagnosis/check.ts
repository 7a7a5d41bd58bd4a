import { type ErrorParts, joinParts } from "../../text/errorParts";
import { clock } from "../clock";
import { type CheckName, checkNames } from "../errors/checkNames";

/** The result of one check. */
export interface Check {
  check: CheckName;
  status: "pass" | "fail" | "notReached";
  /** How long the deciding request or look-up took. */
  durationMs: number;
  /** What was found. */
  detail: string;
  /** What to do when the check failed, or why it was not reached; else "". */
  mend: string;
}

/** What failed, and what to do. */
export interface Finding {
  detail: string;
  mend: string;
}

/** The checks of one diagnosis. Each is notReached until it passes or fails. */
export class CheckList {
  private readonly decided = new Map<CheckName, Check>();
  private readonly reasons = new Map<CheckName, string>();

  /** Notes that a check passed. */
  pass(check: CheckName, detail: string, durationMs: number): void {
    this.decided.set(check, { check, status: "pass", durationMs, detail, mend: "" });
  }

  /** Notes that a check failed, unless an earlier answer has passed it. */
  fail(check: CheckName, finding: Finding, durationMs: number): void {
    this.decided.set(check, { check, status: "fail", durationMs, ...finding });
  }

  /** Notes why a check is not made; it counts unless the check is decided otherwise. */
  leave(check: CheckName, reason: string): void {
    this.reasons.set(check, reason);
  }

  /** True when a check passed so far. */
  hasPassed(check: CheckName): boolean {
    return this.decided.get(check)?.status === "pass";
  }

  /** The first failed check. */
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

/** Splits an error's parts into what failed and what to do. */
export const findingIn = ({ field, what, sentence, mend = "" }: ErrorParts): Finding =>
  field && !mend
    ? { detail: `${field} can't be used.`, mend: joinParts({ field, what }) }
    : { detail: joinParts({ field, what, sentence }), mend };

/** Awaits a value and measures how long that took, in milliseconds. */
export const timed = async <Value>(
  work: () => Value | Promise<Value>,
): Promise<{ value: Value; durationMs: number }> => {
  const startMs = clock.now();
  const value = await work();
  return { value, durationMs: clock.now() - startMs };
};
