import { randomUUID } from "node:crypto";
import type { Api } from "../server/address";
import type { RecordedRequest } from "../server/recordedRequest";

/** Ids and timings that either service puts on every answer. */
export const standardHeaders = (
  { headers }: RecordedRequest,
  api: Api,
  processingMs: number,
): Record<string, string> => {
  const timing = { "openai-processing-ms": String(Math.max(1, Math.round(processingMs))) };
  const requestId = randomUUID();
  if (api === "openai") {
    return {
      ...timing,
      "x-request-id": `req_${requestId.replaceAll("-", "")}`,
      "openai-version": "2020-10-01",
    };
  }
  const clientRequestId = headers["x-ms-client-request-id"];
  return {
    ...timing,
    "x-request-id": requestId,
    "apim-request-id": randomUUID(),
    "x-ms-region": "Local",
    ...(clientRequestId === undefined ? {} : { "x-ms-client-request-id": clientRequestId }),
  };
};
