import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { localCertificate } from "../../local/endpoint/server/certificate";
import { readBytes, startLoopbackServer } from "../../local/endpoint/server/loopbackServer";

/** A request as it arrived. */
export interface ReceivedRequest {
  method: string;
  /** Path and query. */
  url: string;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer as plain data. An object as the body goes out as JSON. */
export interface ScriptedAnswer {
  /** Default 200. */
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string | Buffer | object | null;
}

/** Answers, or misbehaves, by hand: resets, hangs, cut-off bodies. */
export type ScriptedBehavior = (request: ReceivedRequest, response: ServerResponse) => void;

/** One entry of a server's script. */
export type ScriptEntry = ScriptedAnswer | ScriptedBehavior;

/** A running scripted server. */
export interface ScriptedServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` with TLS. */
  url: string;
  /** Every request, in the order of arrival. */
  requests: ReceivedRequest[];
  /** TCP connections accepted so far. */
  readonly connections: number;
  /** Replaces the script and empties the log. */
  script(...entries: ScriptEntry[]): void;
  /** Stops listening and destroys every socket. */
  close(): Promise<void>;
}

/** How a scripted server is started. */
export interface ScriptedServerOptions {
  /** Serve https with the local certificate. */
  tls?: boolean;
}

const unscripted: ScriptedAnswer = { status: 500, body: { error: { message: "The script is empty." } } };

const bytesOf = (body: ScriptedAnswer["body"]): Buffer => {
  if (body === undefined) return Buffer.alloc(0);
  if (Buffer.isBuffer(body)) return body;
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
};

/** Sends an answer; for behaviors that make theirs from the request. */
export const sendAnswer = (
  response: ServerResponse,
  { status = 200, headers, body }: ScriptedAnswer,
): void => {
  const bytes = bytesOf(body);
  const isJson = typeof body === "object" && !Buffer.isBuffer(body);
  response.writeHead(status, {
    ...(isJson && { "content-type": "application/json" }),
    "content-length": String(bytes.length),
    ...headers,
  });
  response.end(bytes);
};

/**
 * Starts a server on loopback that follows a script: each request consumes one entry, and the last entry
 * repeats.
 */
export const startScriptedServer = async (
  entries: readonly ScriptEntry[] = [],
  { tls = false }: ScriptedServerOptions = {},
): Promise<ScriptedServer> => {
  let queue = [...entries];
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<unknown>();
  const follow = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    sockets.add(message.socket);
    const request: ReceivedRequest = {
      method: message.method ?? "",
      url: message.url ?? "",
      headers: message.headers,
      body: (await readBytes(message)).toString(),
    };
    requests.push(request);
    const entry = (queue.length > 1 ? queue.shift() : queue[0]) ?? unscripted;
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  };
  const certificate = tls ? await localCertificate() : undefined;
  const server = await startLoopbackServer(
    (message, response) => void follow(message, response).catch(() => response.destroy()),
    { certificate },
  );
  return {
    url: tls ? `https://localhost:${server.port}` : `http://127.0.0.1:${server.port}`,
    requests,
    get connections() {
      return sockets.size;
    },
    script: (...next) => {
      queue = next;
      requests.length = 0;
    },
    close: () => server.close(),
  };
};
