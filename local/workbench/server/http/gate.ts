import type { IncomingHttpHeaders } from "node:http";
import { changeHeader } from "../../wire/failure";

/** Why a request is not let in. */
interface Refusal {
  status: number;
  message: string;
}

/** Names of this machine's loopback, under which a workbench answers. */
const names = ["127.0.0.1", "localhost", "[::1]"];

/** True when a request was meant for this server: a page of another site can make its own name lead here. */
export const isOwnHost = (host: string | undefined, port: number): boolean =>
  names.some((name) => host === `${name}:${port}`);

const isOwnOrigin = (origin: string | undefined, port: number): boolean =>
  names.some((name) => origin === `http://${name}:${port}`);

const contentTypeOf = (headers: IncomingHttpHeaders): string =>
  (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/**
 * Why a change is not let in: each needs an origin, a header and a content type that a page of another site can't send
 * without asking first. Undefined when it may pass.
 */
export const refuseChange = (
  headers: IncomingHttpHeaders,
  port: number,
  isUpload: boolean,
): Refusal | undefined => {
  if (!isOwnOrigin(headers.origin, port)) {
    return {
      status: 403,
      message: "This request came from a page that is not the workbench's: nothing was done.",
    };
  }
  if (headers[changeHeader] !== "1") {
    return { status: 403, message: `This request has no ${changeHeader} header: nothing was done.` };
  }
  const wanted = isUpload ? "application/octet-stream" : "application/json";
  return contentTypeOf(headers) === wanted
    ? undefined
    : { status: 415, message: `Send ${wanted}: nothing was done.` };
};
