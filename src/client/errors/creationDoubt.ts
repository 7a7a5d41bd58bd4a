import type { Outcome } from "../answer/outcome";
import type { Call, CallRequest } from "../call";
import { toldPath } from "../endpoint/address";

/** Statuses that mean that no work was done: the request is not supported, or did not reach the service. */
const refusedBefore = new Set([498, 501, 505, 511, 521, 523, 525, 526, 530]);

/** True when a call that failed in this way may have done its work. */
const mayBeDone = (outcome: Outcome, attempts: number, isRateLimit: boolean): boolean => {
  switch (outcome.type) {
    case "network":
      return outcome.phase === "exchange";
    case "timeout":
      return attempts > 0 && outcome.isConnecting !== true;
    case "notAnAnswer":
      return true;
    case "refused":
      if (isRateLimit || refusedBefore.has(outcome.status)) return false;
      // 303 (See Other) follows work that was done.
      return outcome.status === 408 || outcome.status >= 500 || outcome.status === 303;
  }
};

const inputFile = /"(?:input_file_id|training_file)"\s{0,4}:\s{0,4}"([\w.-]{1,100})"/;

const fileOf = (body: unknown): string =>
  (typeof body === "string" ? inputFile.exec(body)?.[1] : undefined) ?? "its file";

/** Where to look before a request that creates or changes something is made again; `path` is the operation's. */
export const doubtOf = ({ method, body }: Pick<CallRequest, "method" | "body">, path: string): string => {
  if (method === "POST" && path === "/files")
    return "The file may exist all the same: see in List Files whether it is there before it is uploaded again.";
  if (method === "POST" && path === "/batches")
    return `The batch may exist all the same: see in List Batches whether ${fileOf(body)} has one before it is asked for again.`;
  if (method === "POST" && path === "/fine_tuning/jobs")
    return `The job may exist all the same: see in List Fine-Tuning Jobs whether ${fileOf(body)} has one before it is asked for again.`;
  if (method === "POST" && path === "/vector_stores")
    return "The vector store may exist all the same: see in List Vector Stores whether it is there before it is created again.";
  if (/^\/vector_stores\/[^/]+\/file_batches$/.test(path))
    return "The files may be attached all the same: given again by their ids, none is there twice.";
  if (/^\/fine_tuning\/jobs\/[^/]+\/(?:cancel|pause|resume)$/.test(path))
    return "It may be done all the same: see in Get Fine-Tuning Job what the job's status is.";
  if (/^\/batches\/[^/]+\/cancel$/.test(path))
    return "The batch may be cancelled all the same: see in Get Batch what its status is.";
  if (/\/accounts\/[^/]{1,100}\/deployments\//.test(path))
    return "What was asked for may have been done all the same: Get Deployment shows it, and running the step again does nothing twice.";
  if (path === "/responses")
    return "What was asked for may have been done all the same, and nothing lists responses: the same request may do it twice.";
  const thing = path.replace(/\/(?:cancel|pause|resume|complete)$/, "");
  return `What was asked for may have been done all the same: list or get ${thing || "/"} by Raw Request before it is asked for again.`;
};

/**
 * The advice after a failure of a call that creates or changes something, when it is unknown whether it did; undefined
 * where nothing was done, or where repeating is harmless.
 */
export const creationDoubt = (call: Call, outcome: Outcome, isRateLimit: boolean): string | undefined => {
  if (call.isRepeatable || !mayBeDone(outcome, call.attempts, isRateLimit)) return undefined;
  const { step, request } = call;
  return doubtOf(request, toldPath(step.endpoint, request.url));
};
