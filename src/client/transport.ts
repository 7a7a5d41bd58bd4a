import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from "axios";
import { AttemptFailure } from "./attemptFailure";
import type { Call, RequestBody, StreamBody } from "./call";
import { clock } from "./clock";
import { credentialHeaders } from "./credentialHeaders";

declare module "axios" {
  interface AxiosRequestConfig {
    call?: Call;
  }
}

/** Connections are kept open between calls; the oldest idle ones are closed by the servers. */
const keepAlive = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, scheduling: "lifo" } as const;
const agents = { "http:": new http.Agent(keepAlive), "https:": new https.Agent(keepAlive) };

const decoders: Readonly<Record<string, (body: Buffer) => Promise<Buffer>>> = {
  gzip: promisify<Buffer, Buffer>(gunzip),
  "x-gzip": promisify<Buffer, Buffer>(gunzip),
  deflate: promisify<Buffer, Buffer>(inflate),
  br: promisify<Buffer, Buffer>(brotliDecompress),
};

const isStream = (body: RequestBody | undefined): body is StreamBody =>
  typeof body === "object" && !Buffer.isBuffer(body);

/** How the server answered, the body complete. */
interface Answer {
  message: http.IncomingMessage;
  body: Buffer;
}

interface Exchange {
  call: Call;
  headers: Record<string, string>;
  timeoutMs: number;
  /** Which of the two limits that time is. */
  limit: "attempt" | "total";
  /** True for a connection of its own instead of a kept one. */
  isFresh: boolean;
}

const exchange = ({ call, headers, timeoutMs, limit, isFresh }: Exchange): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, body } = call.request;
    const { url } = call.request;
    const isTls = url.protocol === "https:";
    const request = (isTls ? https : http).request({
      method,
      headers,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (isTls ? 443 : 80),
      path: `${url.pathname}${url.search}`,
      agent: isFresh ? false : agents[isTls ? "https:" : "http:"],
    });
    let hasAnswer = false;
    let isTimedOut = false;
    const stopTimer = clock.after(timeoutMs, () => {
      isTimedOut = true;
      request.destroy(new Error("attempt timeout"));
      fail(new AttemptFailure({ type: "timeout", limit, timeoutMs }));
    });
    const fail = (error: Error): void => {
      stopTimer();
      reject(error);
    };
    const failNetwork = (error: NodeJS.ErrnoException): void =>
      fail(new AttemptFailure({ type: "network", code: error.code ?? "ECONNRESET", detail: error.message }));
    request.on("error", (error) => {
      // The server closed a kept connection in the moment it was used again: no attempt was made.
      if (!request.reusedSocket || hasAnswer || isTimedOut) return failNetwork(error);
      stopTimer();
      resolve(exchange({ call, headers, timeoutMs, limit, isFresh: true }));
    });
    request.on("response", (message) => {
      hasAnswer = true;
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("error", failNetwork);
      message.on("end", () => {
        stopTimer();
        resolve({ message, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
      });
    });
    if (isStream(body)) pipeline(body.open(), request, () => {});
    else request.end(body);
  });

const decode = async ({ message, body }: Answer): Promise<Buffer> => {
  const decoder = decoders[message.headers["content-encoding"]?.trim().toLowerCase() ?? ""];
  if (!decoder || body.length === 0) return body;
  try {
    return await decoder(body);
  } catch {
    throw new AttemptFailure({
      type: "notAnAnswer",
      reason: "unreadable",
      status: message.statusCode ?? 0,
      headers: message.headers,
    });
  }
};

const wireHeaders = (call: Call, credential: Record<string, string>): Record<string, string> => {
  const { headers, body } = call.request;
  return {
    "user-agent": "azure-openai-connector",
    ...headers,
    "accept-encoding": "gzip, deflate, br",
    ...(body !== undefined && {
      "content-length": String(isStream(body) ? body.lengthBytes : Buffer.byteLength(body)),
    }),
    ...credential,
  };
};

/**
 * The axios adapter: one attempt over `node:http`, redirects not followed, the whole body or a failure. It is
 * where the credential joins the request, so that no axios object ever holds it. The answer is left with the call:
 * axios would make a copy of its headers.
 * @throws AttemptFailure for network errors, time limits and bodies that can't be decoded.
 */
export const transport: AxiosAdapter = async (
  config: InternalAxiosRequestConfig,
): Promise<AxiosResponse<undefined>> => {
  const { call } = config;
  if (!call) throw new Error("The transport was used without a call.");
  const credential = credentialHeaders(call.step);
  call.sentCredential = credential instanceof Promise ? await credential : credential;
  const headers = wireHeaders(call, call.sentCredential);
  call.attempts += 1;
  const remainingMs = call.step.deadlineMs - clock.now();
  const timeoutMs = Math.max(1, Math.min(call.step.options.timeoutMs, remainingMs));
  const limit = remainingMs <= call.step.options.timeoutMs ? "total" : "attempt";
  // A request that creates something never meets a stale connection, so that it is never sent twice.
  const isFresh = !call.request.route.repeatable;
  try {
    const { message, body } = await exchange({ call, headers, timeoutMs, limit, isFresh });
    const status = message.statusCode ?? 0;
    const isEncoded = message.headers["content-encoding"] !== undefined;
    call.answer = {
      status,
      headers: message.headers,
      body: isEncoded ? await decode({ message, body }) : body,
    };
    return { data: undefined, status, statusText: "", headers: {}, config };
  } catch (error) {
    throw error instanceof AttemptFailure ? Object.assign(error, { config }) : error;
  }
};
