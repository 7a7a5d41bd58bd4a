import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { changeHeader } from "../../wire/failure";

/** Why a request is not let in. */
interface Refusal {
  status: number;
  message: string;
}

/** Names of this machine's loopback, under which a workbench answers. */
const names = ["127.0.0.1", "localhost", "[::1]"];

/** Browsers leave this port out. */
const usualPort = 80;

const notOwnPage = "This request came from a page that is not the workbench's: nothing was done.";

/**
 * True when a request was meant for this server: a page of another site can make its own name lead here. A second Host
 * could be the one that somebody before the server went by.
 */
export const isForThisServer = ({ headers: { host }, rawHeaders }: IncomingMessage, port: number): boolean =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === "host").length === 1 &&
  names.some((name) => host === `${name}:${port}` || (port === usualPort && host === name));

/** The address of a request; undefined where it is not one of this server. */
export const addressOf = ({ url = "" }: IncomingMessage, port: number): URL | undefined => {
  const own = `http://127.0.0.1:${port}`;
  return url.startsWith("/") && URL.canParse(own + url) ? new URL(own + url) : undefined;
};

/**
 * True when a browser says that a page of another origin asks. Cookies don't tell ports apart, so that a page of another
 * program on this machine sends the session's.
 */
export const isOfOtherPage = (headers: IncomingHttpHeaders): boolean =>
  !["none", "same-origin", undefined].includes(headers["sec-fetch-site"] as string | undefined);

const contentTypeOf = (headers: IncomingHttpHeaders): string =>
  (headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

/**
 * Why a change is not let in: each needs an origin, a header and a content type that a page of another site can't send
 * without asking first. Undefined when it may pass. The Host is known to be this server's.
 */
export const refuseChange = (headers: IncomingHttpHeaders, isUpload: boolean): Refusal | undefined => {
  if (headers.origin !== `http://${headers.host}`) return { status: 403, message: notOwnPage };
  if (headers[changeHeader] !== "1") {
    return { status: 403, message: `This request has no ${changeHeader} header: nothing was done.` };
  }
  const wanted = isUpload ? "application/octet-stream" : "application/json";
  return contentTypeOf(headers) === wanted
    ? undefined
    : { status: 415, message: `Send ${wanted}: nothing was done.` };
};
