import { AttemptFailure } from "./attemptFailure";
import type { CallRequest } from "./call";
import type { ResponseHeaders } from "./retryTiming";

const megabyte = 1_000_000;

/** Parsing takes twice the length beside what comes of it, and the runner has 1,024 MB. */
const mostTextBytes = 60 * megabyte;
/** The largest file that OpenAI takes (API reference, files), and nearly the longest text of V8. */
const mostFileBytes = 512 * megabyte;
/** An error is a sentence; what is behind that is not waited for. */
const mostErrorBytes = megabyte;

/** True for the statuses of success. */
export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** How many bytes of an answer are read at most, packed or unpacked. */
export const mostBodyBytes = ({ expects }: Pick<CallRequest, "expects">, status: number): number => {
  if (!isSuccess(status)) return mostErrorBytes;
  return expects === "binary" ? mostFileBytes : mostTextBytes;
};

/** What an answer fails with that is larger than may be. */
export const tooLarge = (status: number, headers: ResponseHeaders, mostBytes: number): AttemptFailure =>
  new AttemptFailure({
    type: "notAnAnswer",
    reason: "tooLarge",
    status,
    headers,
    problem: {
      message: `The answer is larger than the ${mostBytes / megabyte} MB that are read of one.`,
    },
  });
