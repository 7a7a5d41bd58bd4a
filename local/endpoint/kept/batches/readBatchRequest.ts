import type { Api } from "../../server/address";
import { type Answer, isRecord } from "../../server/answer";
import { refuseAbsent, refuseField } from "../../server/refusals";
import { readExpiry } from "../files/readExpiry";
import { isMetadata } from "../metadata";
import type { Batch } from "./batch";
import { batchEndpoints, operationOf } from "./batchEndpoints";

/** What the body of a request for a batch says. */
type AskedBatch = Omit<Batch, "id" | "api" | "createdAtMs">;

const completionWindow = "24h";

/** Reads the body of POST /batches, or says what is wrong with it. */
export const readBatchRequest = (
  body: Record<string, unknown>,
  api: Api,
  operations: readonly string[],
): { asked: AskedBatch } | { refusal: Answer } => {
  const { input_file_id: inputFileId, endpoint, metadata = null } = body;
  for (const name of ["input_file_id", "endpoint", "completion_window"]) {
    if (typeof body[name] !== "string" || body[name] === "") return { refusal: refuseAbsent(name) };
  }
  const operation = operationOf(String(endpoint), api, operations);
  if (operation === undefined) {
    const expected = batchEndpoints(api, operations).join(", ");
    const message = `Invalid value: '${String(endpoint)}'. Supported values are: ${expected}.`;
    return { refusal: refuseField("endpoint", message) };
  }
  if (body["completion_window"] !== completionWindow) {
    const message = `Invalid 'completion_window': expected '${completionWindow}'.`;
    return { refusal: refuseField("completion_window", message) };
  }
  if (metadata !== null && !isMetadata(metadata)) {
    const message =
      "Invalid 'metadata': expected up to 16 texts of 512 characters, with names of 64 characters.";
    return { refusal: refuseField("metadata", message) };
  }
  const kept = readOutputExpiry(body["output_expires_after"] ?? {}, api);
  if ("refusal" in kept) return kept;
  const asked = { inputFileId: String(inputFileId), endpoint: String(endpoint), operation, completionWindow };
  return { asked: { ...asked, metadata, outputExpiresAfterSeconds: kept.seconds } };
};

const readOutputExpiry = (expiry: unknown, api: Api): ReturnType<typeof readExpiry> =>
  isRecord(expiry)
    ? readExpiry("output_expires_after", expiry, api)
    : { refusal: refuseField("output_expires_after", "Invalid 'output_expires_after': expected an object.") };
