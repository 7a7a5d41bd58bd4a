import type { ServerResponse } from "node:http";
import { closedPolicy, commonHeaders } from "./pageHeaders";
import { sentencePage } from "./sentencePage";

/** What is sent besides the headers that every answer has. */
interface Sent {
  status: number;
  contentType: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** True when a request may go on for as long as its sender likes: Node takes it to its end before the next one. */
const mayGoOn = ({ req }: ServerResponse): boolean =>
  !req.complete && (req.headers["content-length"] ?? req.headers["transfer-encoding"]) !== undefined;

/** Sends an answer whole. Opened as a page, it may do nothing, unless its headers say otherwise. */
export const sendAnswer = (response: ServerResponse, { status, contentType, body, headers }: Sent): void => {
  response.writeHead(status, {
    ...commonHeaders,
    ...(mayGoOn(response) && { connection: "close" }),
    "content-security-policy": closedPolicy,
    "content-type": contentType,
    ...headers,
  });
  response.end(body);
};

/** Sends a sentence: to a script of the page as JSON, to whoever opened an address as a page. */
export const sendSentence = (
  response: ServerResponse,
  status: number,
  sentence: string,
  headers: Record<string, string> = {},
): void => {
  const isApi = response.req.url?.startsWith("/api/") === true;
  const contentType = isApi ? "application/json" : "text/html; charset=utf-8";
  const body = isApi ? JSON.stringify({ message: sentence }) : sentencePage(sentence);
  sendAnswer(response, { status, contentType, body, headers });
};
