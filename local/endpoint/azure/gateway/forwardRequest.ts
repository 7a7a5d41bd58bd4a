import { type IncomingMessage, request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import type { Answer } from "../../server/answer";
import { readBytes } from "../../server/loopbackServer";

/** Where requests are passed on to. */
export interface Backend {
  url: string;
  apiKey: string;
  /** The certificate to trust, with TLS. */
  certificate?: string;
}

/** A request as it goes on to the backend. */
interface ForwardedRequest {
  method: string;
  /** Path and query. */
  path: string;
  headers: Record<string, string>;
  bytes: Buffer;
}

/** Headers of one connection, which are not passed on in either direction. */
const ofConnection = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);

/** Passes a request on and its answer back, both unchanged but for the headers of their connections. */
export const forwardRequest = async (backend: Backend, request: ForwardedRequest): Promise<Answer> => {
  const { statusCode, headers, bytes } = await exchange(backend, request);
  const { "content-type": contentType, ...others } = passedOn(headers);
  return {
    status: statusCode ?? 500,
    headers: others,
    ...(contentType === undefined ? {} : { contentType }),
    body: bytes,
  };
};

const exchange = (
  { url, certificate }: Backend,
  { method, path, headers, bytes }: ForwardedRequest,
): Promise<Pick<IncomingMessage, "statusCode" | "headers"> & { bytes: Buffer }> =>
  new Promise((resolve, reject) => {
    const target = new URL(path, url);
    const options = { method, headers: { ...passedOn(headers), "content-length": String(bytes.length) } };
    const onAnswer = (answer: IncomingMessage): void => {
      const { statusCode, headers } = answer;
      readBytes(answer).then((bytes) => resolve({ statusCode, headers, bytes }), reject);
    };
    const outgoing =
      target.protocol === "https:"
        ? secureRequest(
            target,
            { ...options, ...(certificate === undefined ? {} : { ca: certificate }) },
            onAnswer,
          )
        : plainRequest(target, options, onAnswer);
    outgoing.once("error", reject);
    outgoing.end(bytes);
  });

const passedOn = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> => {
  const passed: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || ofConnection.has(name)) continue;
    passed[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return passed;
};
