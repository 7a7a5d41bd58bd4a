import { isRecord } from "../../../platform/isRecord";
import type { ServiceWork, ServiceWorkList, WorkPhase } from "../../wire/bulk";
import type { Workbench } from "../workbench";
import { quietStep } from "./quietStep";

/** Batches, and jobs, that are listed. */
const mostListed = 100;
const mostCharacters = 300;

/** When a batch came to each state, by the service's names. */
const batchTimes = [
  ["validating", "created_at"],
  ["in_progress", "in_progress_at"],
  ["finalizing", "finalizing_at"],
  ["cancelling", "cancelling_at"],
] as const;
const batchEnds = ["completed_at", "failed_at", "expired_at", "cancelled_at"];

const textOf = (value: unknown): string => (typeof value === "string" ? value.slice(0, mostCharacters) : "");

/** The services write times in seconds since the epoch, and as ISO text in places. */
const timeMs = (value: unknown): number | undefined => {
  const ms = typeof value === "number" ? value * 1000 : typeof value === "string" ? Date.parse(value) : 0;
  return Number.isFinite(ms) && ms > 0 ? ms : undefined;
};

/** Phases of one after another, each until the next one begins. */
const phasesOf = (begun: readonly WorkPhase[], endMs: number | undefined): WorkPhase[] =>
  begun
    .toSorted((left, right) => left.fromMs - right.fromMs)
    .map((phase, place, all) => {
      const toMs = all[place + 1]?.fromMs ?? endMs;
      return { ...phase, ...(toMs !== undefined && { toMs: Math.max(toMs, phase.fromMs) }) };
    });

const fieldsOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {});

const batchWork = (batch: Record<string, unknown>): ServiceWork => {
  const { status, isFinished, total, succeeded, failed, errors } = fieldsOf(batch["summary"]);
  const begun = batchTimes.flatMap(([state, field]) => {
    const fromMs = timeMs(batch[field]);
    return fromMs === undefined ? [] : [{ state, fromMs }];
  });
  const ends = batchEnds.flatMap((field) => timeMs(batch[field]) ?? []);
  const [first] = Array.isArray(errors) ? errors : [];
  const problem = textOf(fieldsOf(first)["message"]);
  const failures = Number(failed) > 0 ? `, ${Number(failed)} failed` : "";
  return {
    kind: "batch",
    id: textOf(batch["id"]),
    state: textOf(status),
    isRunning: isFinished !== true,
    phases: phasesOf(begun, isFinished === true ? Math.max(...ends, begun[0]?.fromMs ?? 0) : undefined),
    detail: `${Number(succeeded)} of ${Number(total)} requests answered${failures}`,
    ...(problem !== "" && { problem }),
  };
};

const jobWork = (job: Record<string, unknown>): ServiceWork => {
  const { status, isDone, baseModel, progress, since, error } = fieldsOf(job["summary"]);
  const createdMs = timeMs(job["created_at"]);
  const endMs = timeMs(job["finished_at"]);
  const sinceMs = timeMs(since);
  const isLater = isDone !== true && sinceMs !== undefined && createdMs !== undefined && sinceMs > createdMs;
  const state = textOf(status);
  const begun = createdMs === undefined ? [] : [{ state: isLater ? "queued" : state, fromMs: createdMs }];
  if (isLater) begun.push({ state, fromMs: sinceMs });
  const problem = textOf(fieldsOf(error)["message"]);
  return {
    kind: "job",
    id: textOf(job["id"]),
    state,
    isRunning: isDone !== true,
    phases: phasesOf(begun, isDone === true ? (endMs ?? createdMs) : undefined),
    detail: [textOf(baseModel), textOf(progress)].filter((part) => part !== "").join(" · "),
    ...(problem !== "" && { problem }),
  };
};

const listOf = (value: unknown): Record<string, unknown>[] => {
  const { data } = fieldsOf(value);
  return Array.isArray(data) ? data.filter(isRecord) : [];
};

const createdMs = ({ phases }: ServiceWork): number => phases[0]?.fromMs ?? 0;

/** The batches and fine-tuning jobs at a connection. One list that can't be read leaves the other. */
export const listServiceWork = async (workbench: Workbench, connection: string): Promise<ServiceWorkList> => {
  const limit = String(mostListed);
  const [batches, jobs] = await Promise.allSettled([
    quietStep(workbench, "listBatches", connection, { limit }),
    quietStep(workbench, "listFineTuningJobs", connection, { limit }),
  ]);
  const problems = [batches, jobs].flatMap((one) =>
    one.status === "rejected" ? [one.reason instanceof Error ? one.reason.message : String(one.reason)] : [],
  );
  const works = [
    ...(batches.status === "fulfilled" ? listOf(batches.value).map(batchWork) : []),
    ...(jobs.status === "fulfilled" ? listOf(jobs.value).map(jobWork) : []),
  ];
  return {
    works: works.sort((left, right) => createdMs(right) - createdMs(left)),
    // A connection that is gone is the same sentence for both.
    problems: [...new Set(problems)],
    atMs: Date.now(),
  };
};
