import type { Check, CheckName } from "../../../src/client/diagnosis/check";
import type { Diagnosis } from "../../../src/client/diagnosis/diagnose";
import { run } from "../../support/connector";
import type { TestClock } from "../../support/testClock";

/** Runs the action. */
export const diagnose = async (connection: unknown, model?: string): Promise<Diagnosis> =>
  (await run("diagnoseConnection", { connection, ...(model && { model }) })).data as Diagnosis;

/** One check of a diagnosis. */
export const checkOf = ({ checks }: Diagnosis, name: CheckName): Check => {
  const found = checks.find(({ check }) => check === name);
  if (!found) throw new Error(`There is no check ${name}.`);
  return found;
};

const marks = { pass: "+", fail: "!", notReached: "-" } as const;

/** How the nine checks came out, in their order: + passed, ! failed, - not reached. */
export const patternOf = ({ checks }: Diagnosis): string =>
  checks.map(({ status }) => marks[status]).join("");

/** Lets the earliest timer run out as soon as one stands. */
export const runOutNextTimer = async (clock: TestClock): Promise<void> => {
  while (clock.timerDelays.length === 0) await new Promise((resolve) => setImmediate(resolve));
  clock.fireEarliestTimer();
};
