import type { ServerResponse } from "node:http";

/** What the endpoint sends back: the front server adds ids, timing and rate limit headers. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  contentType?: string;
  /** An object is sent as JSON, text and bytes as they are. */
  body: unknown;
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

/** Sends an answer whole. */
export const sendAnswer = (response: ServerResponse, answer: Answer): void => {
  const { bytes, contentType } = encodeAnswer(answer);
  response.writeHead(answer.status, {
    ...(bytes.length > 0 ? { "content-type": contentType } : {}),
    "content-length": String(bytes.length),
    ...answer.headers,
  });
  response.end(bytes);
};
