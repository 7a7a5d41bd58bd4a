import type { ResponseHeaders } from "../answer/headers";
import type { CallRequest } from "../call";
import { AttemptFailure } from "./attemptFailure";

const megabyte = 1_000_000;

/** Parsing takes twice the length beside what comes of it, and the runner has 1,024 MB. */
const mostTextBytes = 60 * megabyte;
/** The largest file that OpenAI takes (API reference, files), and nearly the longest text of V8. */
const mostFileBytes = 512 * megabyte;
/** An error is a sentence; what is behind that is not waited for. */
const mostErrorBytes = megabyte;
/**
 * What is held of a file whose length nobody has told, which may never end, and of a packed one, of which as much is
 * held beside what it unpacks to.
 */
export const mostUntoldBytes = 100 * megabyte;

/** True for the statuses of success. */
export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** How many bytes of an answer are read at most, packed or unpacked. */
export const mostBodyBytes = ({ expects }: Pick<CallRequest, "expects">, status: number): number => {
  if (!isSuccess(status)) return mostErrorBytes;
  return expects === "binary" ? mostFileBytes : mostTextBytes;
};

const inMegabytes = (bytes: number): number => Math.ceil(bytes / (megabyte / 10)) / 10;

/** What an answer fails with that is larger than may be. */
export const tooLarge = (status: number, headers: ResponseHeaders, mostBytes: number): AttemptFailure => {
  const message =
    mostBytes === mostUntoldBytes
      ? `The answer is larger than the ${inMegabytes(mostBytes)} MB that are read of a packed one, and of one whose length neither its header nor the service's record of the file tells.`
      : `The answer is larger than the ${inMegabytes(mostBytes)} MB that are read of one.`;
  return new AttemptFailure({
    type: "notAnAnswer",
    reason: "tooLarge",
    status,
    headers,
    problem: { message },
  });
};
