import { clock } from "../../../client/clock";
import { jobEnd, jobProblem, jobStatus } from "../../../output/jobFields";
import { isoTime, jobProgress } from "../../../output/jobProgress";
import { unixSeconds } from "../../../output/unixSeconds";
import { fieldsOf } from "../../../text/isObject";
import { createLooks } from "../../deployments/looks";
import { readJob } from "../jobEvents";
import type { FineTuneRun, Rest, Stage } from "./fineTuneRun";
import { inMs, stopFor } from "./rests";

const usualLookMs = 5 * 60_000;

const again =
  "To train once more with the same rows, enter another Seed: no second job is created by itself.";

/** How a job that has ended goes on: by its model, or not at all. */
const atEnd = ({ found, wish }: FineTuneRun): Rest | undefined => {
  const { job } = found;
  const end = jobEnd(job);
  const problem = jobProblem(job);
  const isBlocked = problem !== null && /unable to be deployed/i.test(problem.message);
  // A checkpoint may pass the check that the final model did not.
  if (isBlocked && wish.deployment.checkpoint !== undefined) return undefined;
  if (isBlocked)
    return stopFor(
      `The model was trained and the service does not let it be deployed: ${problem.message} Correct the rows, or choose an earlier Checkpoint.`,
    );
  if (end === "failed")
    return stopFor(
      [`The job ${job?.id} has failed: ${problem?.message ?? ""}`, problem?.mend, again]
        .filter(Boolean)
        .join(" "),
    );
  return end === "cancelled" ? stopFor(`The job ${job?.id} was cancelled. ${again}`) : undefined;
};

/** Waits for the end of the job as long as the step's time allows, and not at all where the service says that it takes longer. */
export const awaitRunJob: Stage = async (run) => {
  const { client, found } = run;
  const id = found.job?.id ?? "";
  const nextLook = createLooks(client);
  for (;;) {
    const { job, events } = await readJob(client, id);
    found.job = job;
    if (jobEnd(job)) return atEnd(run);
    const { progress, since } = jobProgress(job, events);
    const finishSeconds = unixSeconds(fieldsOf(job)["estimated_finish"]);
    const leftMs = finishSeconds === undefined ? 0 : finishSeconds * 1000 - clock.now();
    const isVain = jobStatus(job) === "paused" || leftMs > client.remainingMs();
    if (isVain || !(await nextLook())) {
      const waitsFor = `The job ${id} ends. ${progress}`;
      const next = leftMs > 0 ? isoTime(finishSeconds) : inMs(usualLookMs);
      return { waitsFor, since, nextLook: next };
    }
  }
};
