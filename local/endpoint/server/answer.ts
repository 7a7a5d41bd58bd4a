import type { ServerResponse } from "node:http";
import type { Decision } from "./exchanges/exchange";

/** What the endpoint sends back: the front server adds ids, timing and rate limit headers. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  contentType?: string;
  /** An object is sent as JSON, text and bytes as they are. */
  body: unknown;
  /** Default: `served`, or `refused` from status 400 on. */
  decidedBy?: Decision;
}

/** What went out for an answer, or for the beginning of one. */
export interface SentAnswer {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** A JSON answer, 200 unless told otherwise. */
export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers,
  body,
});

/** The bytes of an answer's body and their content type. */
export const encodeAnswer = (answer: Answer): { bytes: Buffer; contentType: string } => {
  const { body } = answer;
  if (Buffer.isBuffer(body))
    return { bytes: body, contentType: answer.contentType ?? "application/octet-stream" };
  if (typeof body === "string") {
    return { bytes: Buffer.from(body), contentType: answer.contentType ?? "text/plain; charset=utf-8" };
  }
  const bytes = body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(body));
  return { bytes, contentType: answer.contentType ?? "application/json" };
};

/** True for a plain JSON object, the only request body most routes accept. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Sends an answer whole, and tells what went out. */
export const sendAnswer = (response: ServerResponse, answer: Answer): SentAnswer => {
  const { bytes, contentType } = encodeAnswer(answer);
  const { status } = answer;
  const headers = {
    ...(bytes.length > 0 ? { "content-type": contentType } : {}),
    "content-length": String(bytes.length),
    ...answer.headers,
  };
  response.writeHead(status, headers);
  response.end(bytes);
  return { status, headers, bytes };
};
