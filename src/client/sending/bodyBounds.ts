import type { ResponseHeaders } from "../answer/headers";
import type { CallRequest } from "../call";
import { AttemptFailure } from "./attemptFailure";

const megabyte = 1_000_000;

/** Longest text: parsing takes twice its length in addition to the result, and the runner has 1,024 MB. */
const mostTextBytes = 60 * megabyte;
/** OpenAI's largest file (API reference, files), which is nearly V8's longest text. */
const mostFileBytes = 512 * megabyte;
/** Longest body of an error, which is a sentence; the rest is not read. */
const mostErrorBytes = megabyte;
/**
 * Most bytes in memory of a file of unknown length, which may never end, and of a packed file, which is in memory
 * together with its unpacked form.
 */
export const mostUntoldBytes = 100 * megabyte;

/** True for a status of success. */
export const isSuccess = (status: number): boolean => status >= 200 && status <= 299;

/** Most bytes of an answer's body, packed or unpacked. */
export const mostBodyBytes = ({ expects }: Pick<CallRequest, "expects">, status: number): number => {
  if (!isSuccess(status)) return mostErrorBytes;
  return expects === "binary" ? mostFileBytes : mostTextBytes;
};

const inMegabytes = (bytes: number): number => Math.ceil(bytes / (megabyte / 10)) / 10;

/** The failure of an answer that is larger than its bound. */
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
