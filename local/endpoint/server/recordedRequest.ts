import type { IncomingMessage } from "node:http";

/** A request as it arrived, and the status that was answered. */
export interface RecordedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** The body, or the beginning of one above eight megabytes. */
  bodyText: string;
  /** The body, when it is JSON. */
  bodyJson?: unknown;
  atMs: number;
  /** Undefined while no answer went out: not yet, a reset connection, a request left hanging. */
  status: number | undefined;
}

/** A test reads what it sent; an upload of hundreds of megabytes would be held a second time. */
const longestTextBytes = 8 * 1024 * 1024;

/** Takes the head of a request. */
export const headOf = (
  request: IncomingMessage,
  url: URL,
): Pick<RecordedRequest, "method" | "path" | "query" | "headers"> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return {
    method: request.method ?? "GET",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
  };
};

/** Notes down a request whose body has been read. */
export const recordRequest = (
  head: ReturnType<typeof headOf>,
  bytes: Buffer,
  atMs: number,
): RecordedRequest => {
  const isMultipart = head.headers["content-type"]?.startsWith("multipart/") === true;
  const bodyText = bytes.toString(isMultipart ? "latin1" : "utf8", 0, longestTextBytes);
  const bodyJson = isMultipart ? undefined : parseJson(bytes);
  return {
    ...head,
    bodyText,
    ...(bodyJson === undefined ? {} : { bodyJson }),
    atMs,
    status: undefined,
  };
};

const parseJson = (bytes: Buffer): unknown => {
  try {
    return bytes.length === 0 ? undefined : JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
};
