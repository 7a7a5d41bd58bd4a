import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream";
import { promisify } from "node:util";
import type { AxiosAdapter, AxiosResponse, InternalAxiosRequestConfig } from "axios";
import { agentFor, freshAgentFor, proxyFor } from "./agents";
import { AttemptFailure } from "./attemptFailure";
import type { BodyReceiver, Call, RequestBody, StreamBody } from "./call";
import { clock } from "./clock";
import { credentialHeaders } from "./identity/credentialHeaders";
import type { TimeoutOutcome } from "./outcome";

declare module "axios" {
  interface AxiosRequestConfig {
    call?: Call;
  }
}

/** How the ways of encoding are called in `node:zlib`, which is loaded with the first answer that needs it. */
const decoders: Readonly<Record<string, "gunzip" | "inflate" | "brotliDecompress">> = {
  gzip: "gunzip",
  "x-gzip": "gunzip",
  deflate: "inflate",
  br: "brotliDecompress",
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
  /** Holds the kept connections; false for a connection of its own. */
  agent: http.Agent | false;
}

/** Path and query of a call, the connection's own parameters behind the operation's. */
const pathWithQuery = ({ request: { url }, step }: Call): string => {
  const { query } = step.credential;
  if (query.length === 0) return `${url.pathname}${url.search}`;
  const added = query
    .filter(([name]) => !url.searchParams.has(name))
    .map(([name, spelledValue]) => `${name}=${spelledValue}`);
  const whole = [url.search.slice(1), ...added].filter((part) => part !== "").join("&");
  return `${url.pathname}${whole && "?"}${whole}`;
};

/** What a proxy whose address is none fails with. */
const proxyAddressFailure = (): AttemptFailure =>
  new AttemptFailure({
    type: "network",
    code: "PROXY_ADDRESS",
    detail: "HTTPS_PROXY is not an address",
    proxy: "HTTPS_PROXY",
  });

type MaybeAgent = http.Agent | false | Promise<http.Agent>;

/** The agent of an attempt. A request that creates something never meets a stale connection: it is never sent twice. */
const chooseAgent = ({ request: { url, route } }: Call): MaybeAgent => {
  try {
    const agent = route.repeatable ? agentFor(url) : freshAgentFor(url);
    return agent instanceof Promise ? agent.catch(() => Promise.reject(proxyAddressFailure())) : agent;
  } catch {
    throw proxyAddressFailure();
  }
};

const isEncoded = ({ headers }: http.IncomingMessage): boolean =>
  (headers["content-encoding"]?.trim() || "identity") !== "identity";

/** Who takes the body of an answer that the caller wants piece by piece; an error's body is read whole. */
const receiverFor = (
  { request }: Call,
  { statusCode = 0, headers }: http.IncomingMessage,
): BodyReceiver | undefined => {
  if (statusCode < 200 || statusCode > 299) return undefined;
  const length = Number(headers["content-length"]);
  return request.openReceiver?.(Number.isSafeInteger(length) && length > 0 ? length : undefined);
};

const exchange = ({ call, headers, timeoutMs, limit, agent }: Exchange): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { method, body, url } = call.request;
    const isTls = url.protocol === "https:";
    const request = (isTls ? https : http).request({
      method,
      headers,
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (isTls ? 443 : 80),
      path: pathWithQuery(call),
      agent,
    });
    let hasAnswer = false;
    let isTimedOut = false;
    const end = (reason: TimeoutOutcome["limit"]): void => {
      isTimedOut = true;
      request.destroy(new Error("attempt timeout"));
      fail(new AttemptFailure({ type: "timeout", limit: reason, timeoutMs }));
    };
    const { signal } = call.step;
    const cancel = (): void => end("cancelled");
    signal?.addEventListener("abort", cancel, { once: true });
    const cancelTimer = clock.after(timeoutMs, () => end(limit));
    const stopTimer = (): void => {
      cancelTimer();
      signal?.removeEventListener("abort", cancel);
    };
    const fail = (error: Error): void => {
      stopTimer();
      reject(error);
    };
    const failNetwork = (error: NodeJS.ErrnoException): void => {
      const proxy = proxyFor(url)?.host;
      const code = error.code ?? "ECONNRESET";
      fail(new AttemptFailure({ type: "network", code, detail: error.message, ...(proxy && { proxy }) }));
    };
    // A proxy that refuses to connect answers in the service's place otherwise.
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) return;
      request.destroy();
      failNetwork(Object.assign(new Error("the proxy refused"), { code: `PROXY_STATUS_${statusCode}` }));
    });
    request.on("error", (error) => {
      // The server closed a kept connection in the moment it was used again: no attempt was made.
      // A server that refuses an upload answers and hangs up: its answer is what counts, and ends by itself.
      if (hasAnswer) return;
      if (!request.reusedSocket || isTimedOut) return failNetwork(error);
      stopTimer();
      const fresh = Promise.resolve(freshAgentFor(url));
      resolve(fresh.then((ownAgent) => exchange({ call, headers, timeoutMs, limit, agent: ownAgent })));
    });
    request.on("response", (message) => {
      hasAnswer = true;
      const chunks: Buffer[] = [];
      const receive = isEncoded(message) ? undefined : receiverFor(call, message);
      message.on("data", receive ?? ((chunk: Buffer) => chunks.push(chunk)));
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
  const zlib = await import("node:zlib");
  try {
    return await promisify<Buffer, Buffer>(zlib[decoder])(body);
  } catch {
    throw new AttemptFailure({
      type: "notAnAnswer",
      reason: "unreadable",
      status: message.statusCode ?? 0,
      headers: message.headers,
    });
  }
};

/** The body as the service meant it; one that its receiver did not get piece by piece goes there in one. */
const wholeBody = async (call: Call, answer: Answer): Promise<Buffer> => {
  if (!isEncoded(answer.message)) return answer.body;
  const body = await decode(answer);
  const receive = receiverFor(call, answer.message);
  if (!receive) return body;
  receive(body);
  return Buffer.alloc(0);
};

const wireHeaders = (call: Call, credential: Record<string, string>): Record<string, string> => {
  const { headers, body } = call.request;
  return {
    "user-agent": "azure-openai-connector",
    ...call.step.credential.extraHeaders,
    ...headers,
    "accept-encoding": call.request.openReceiver ? "identity" : "gzip, deflate, br",
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
  if (call.step.signal?.aborted) {
    const outcome = { type: "timeout", limit: "cancelled", timeoutMs: 0 } as const;
    throw Object.assign(new AttemptFailure(outcome), { config });
  }
  call.attempts += 1;
  const remainingMs = call.step.deadlineMs - clock.now();
  const timeoutMs = Math.max(1, Math.min(call.step.options.timeoutMs, remainingMs));
  const limit = remainingMs <= call.step.options.timeoutMs ? "total" : "attempt";
  try {
    const choice = chooseAgent(call);
    const agent = choice instanceof Promise ? await choice : choice;
    const { message, body } = await exchange({ call, headers, timeoutMs, limit, agent });
    const status = message.statusCode ?? 0;
    call.answer = { status, headers: message.headers, body: await wholeBody(call, { message, body }) };
    return { data: undefined, status, statusText: "", headers: {}, config };
  } catch (error) {
    throw error instanceof AttemptFailure ? Object.assign(error, { config }) : error;
  }
};
