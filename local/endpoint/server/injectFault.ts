import type { ServerResponse } from "node:http";
import type { Api } from "./address";
import { type Answer, jsonAnswer, type SentAnswer } from "./answer";
import { contentFilterError, gatewayError, insufficientQuotaError, standardError } from "./errorShapes";
import type { FaultKind } from "./fault";

const cutOffJson =
  '{"id":"chatcmpl-cut","object":"chat.completion","choices":[{"index":0,"message":{"role":"assista';

const page = "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>";

/** The answer that a well-behaved fault stands for, or undefined when it has to touch the connection. */
export const answerForFault = (fault: FaultKind, api: Api): Answer | undefined => {
  switch (fault.kind) {
    case "status":
      return {
        status: fault.status,
        headers: fault.headers ?? {},
        ...(fault.contentType === undefined ? {} : { contentType: fault.contentType }),
        body: "body" in fault ? fault.body : gatewayError(String(fault.status), "Something went wrong."),
      };
    case "rateLimited":
      return rateLimited(fault, api);
    case "quotaExceeded":
      return jsonAnswer(insufficientQuotaError(), 429);
    case "contentFilter":
      return jsonAnswer(contentFilterError(fault.shape), 400);
    case "redirect":
      return { status: fault.status, headers: { location: fault.location }, body: "" };
    case "html":
      return { status: 200, contentType: "text/html; charset=utf-8", body: page };
    case "empty":
      return { status: 200, body: undefined };
    case "errorObject":
      return jsonAnswer(
        fault.body ?? standardError({ message: "The engine stopped.", type: "server_error" }),
      );
    default:
      return undefined;
  }
};

const rateLimited = (fault: Extract<FaultKind, { kind: "rateLimited" }>, api: Api): Answer => {
  const headers: Record<string, string> = {};
  if (fault.retryAfterMs !== undefined) headers["retry-after-ms"] = String(fault.retryAfterMs);
  if (fault.retryAfter !== undefined) headers["retry-after"] = String(fault.retryAfter);
  if (fault.xMsRetryAfterMs !== undefined) headers["x-ms-retry-after-ms"] = String(fault.xMsRetryAfterMs);
  return jsonAnswer(rateLimitError(api, "Rate limit is exceeded. Try again later."), 429, headers);
};

/** A 429 body: shape B on Azure, shape A at OpenAI. */
export const rateLimitError = (api: Api, message: string) => {
  if (api !== "openai") return gatewayError("429", message);
  return standardError({ message, type: "requests", code: "rate_limit_exceeded" });
};

const json = { "content-type": "application/json" };
const promised = { ...json, "content-length": "4096" };

/** Breaks the connection in the way asked for; tells what went out, if anything did. */
export const breakConnection = (fault: FaultKind, response: ServerResponse): SentAnswer | undefined => {
  const cutOff = (headers: Record<string, string>): SentAnswer => {
    response.writeHead(200, headers);
    return { status: 200, headers, bytes: Buffer.from(cutOffJson) };
  };
  switch (fault.kind) {
    case "reset":
      resetConnection(response);
      return undefined;
    case "resetMidBody": {
      const sent = cutOff(promised);
      response.write(cutOffJson, () => resetConnection(response));
      return sent;
    }
    case "truncate": {
      const sent = cutOff(promised);
      response.write(cutOffJson, () => response.socket?.end());
      return sent;
    }
    case "truncatedJson": {
      const sent = cutOff({ ...json, "transfer-encoding": "chunked" });
      response.end(cutOffJson);
      return sent;
    }
    default:
      return undefined;
  }
};

/** A reset where the socket can (plain TCP), else the nearest thing. */
const resetConnection = (response: ServerResponse): void => {
  const { socket } = response;
  if (socket === null) return;
  if ("encrypted" in socket) socket.destroy();
  else socket.resetAndDestroy();
};
