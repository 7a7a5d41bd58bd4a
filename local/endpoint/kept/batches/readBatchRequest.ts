import type { Flavour } from "../../server/address";
import { type Answer, isRecord } from "../../server/answer";
import { refuseAbsent, refuseField } from "../../server/refusals";
import { readExpiry } from "../files/readExpiry";
import type { Batch } from "./batch";
import { batchEndpoints, operationOf } from "./batchEndpoints";

/** What the body of a request for a batch says. */
export type AskedBatch = Omit<Batch, "id" | "flavour" | "createdAtMs">;

const completionWindow = "24h";

/** Reads the body of POST /batches, or says what is wrong with it. */
export const readBatchRequest = (
  body: Record<string, unknown>,
  flavour: Flavour,
): { asked: AskedBatch } | { refusal: Answer } => {
  const { input_file_id: inputFileId, endpoint, metadata = null, output_expires_after: expiry } = body;
  for (const name of ["input_file_id", "endpoint", "completion_window"]) {
    if (typeof body[name] !== "string" || body[name] === "") return { refusal: refuseAbsent(name) };
  }
  const operation = operationOf(String(endpoint), flavour);
  if (operation === undefined) {
    const expected = batchEndpoints(flavour).join(", ");
    const message = `Invalid value: '${String(endpoint)}'. Supported values are: ${expected}.`;
    return { refusal: refuseField("endpoint", message) };
  }
  if (body["completion_window"] !== completionWindow) {
    const message = `Invalid 'completion_window': expected '${completionWindow}'.`;
    return { refusal: refuseField("completion_window", message) };
  }
  if (metadata !== null && !(isRecord(metadata) && isMetadata(metadata))) {
    const message =
      "Invalid 'metadata': expected up to 16 texts of 512 characters, with names of 64 characters.";
    return { refusal: refuseField("metadata", message) };
  }
  if (expiry !== undefined && expiry !== null && !isRecord(expiry)) {
    return {
      refusal: refuseField("output_expires_after", "Invalid 'output_expires_after': expected an object."),
    };
  }
  const kept = readExpiry("output_expires_after", expiry ?? {}, flavour);
  if ("refusal" in kept) return kept;
  return {
    asked: {
      inputFileId: String(inputFileId),
      endpoint: String(endpoint),
      operation,
      completionWindow,
      metadata,
      outputExpiresAfterSeconds: kept.seconds,
    },
  };
};

const isMetadata = (metadata: Record<string, unknown>): boolean => {
  const pairs = Object.entries(metadata);
  return (
    pairs.length <= 16 &&
    pairs.every(([name, value]) => name.length <= 64 && typeof value === "string" && value.length <= 512)
  );
};
