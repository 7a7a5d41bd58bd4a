import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import type { AttemptEvent } from "../events";
import type { RequestBody } from "../network/body";
import { headersForLog, type Redactor, redactorFor, urlForLog } from "../secrets/redaction";
import { bodyText } from "./checkAnswer";

const longestLoggedBody = 10_000;

const redactorOf = ({ step }: Call): Redactor => redactorFor(step.credential);

const loggedBody = (call: Call, body: RequestBody | undefined): string | undefined => {
  if (call.step.logging !== "bodies" || body === undefined) return undefined;
  if (Buffer.isBuffer(body)) return `(${body.length} bytes)`;
  if (typeof body === "object") return `(${body.lengthBytes} bytes)`;
  // Cut before the search for secrets, to twice the logged length, so that no secret is cut where the log ends.
  const text = redactorOf(call)(body.slice(0, 2 * longestLoggedBody));
  return text.length > longestLoggedBody ? `${text.slice(0, longestLoggedBody)}…` : text;
};

/** Logs an answered attempt when the step's debugging is on: headers by an allow-list, bodies only where asked for. */
export const logAttempt = (call: Call, response: WireResponse): void => {
  const { step, request } = call;
  if (step.logging === "none") return;
  const entry = {
    attempt: call.attempts,
    method: request.method,
    url: urlForLog(request.url),
    requestHeaders: headersForLog(request.headers),
    requestBody: loggedBody(call, request.body),
    status: response.status,
    responseHeaders: headersForLog(response.headers),
    responseBody: loggedBody(call, request.expects === "binary" ? response.body : bodyText(response.body)),
  };
  const write = step.logging === "bodies" ? step.logger.info : step.logger.debug;
  write.call(step.logger, redactorOf(call)(`${step.action}: ${JSON.stringify(entry)}`));
};

/** A few words on how an attempt failed. */
const failureInWords = ({ outcome, status, code, durationMs }: AttemptEvent): string => {
  switch (outcome) {
    case "refused":
      return code && code !== String(status) ? `status ${status}, ${code}` : `status ${status}`;
    case "notAnAnswer":
      return `status ${status} without an answer`;
    case "network":
      return `${code}`;
    default:
      return `no answer in ${durationMs} ms`;
  }
};

/** Logs that a call is repeated, why, and after which wait. */
export const logRetry = (call: Call, event: AttemptEvent): void => {
  const { action, attempt, waitMs = 0 } = event;
  const line = `${action}: attempt ${attempt} failed (${failureInWords(event)}); trying again in ${Math.round(waitMs)} ms.`;
  call.step.logger.info(redactorOf(call)(line));
};
