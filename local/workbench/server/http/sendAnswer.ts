import type { ServerResponse } from "node:http";
import { closedPolicy, commonHeaders } from "./pageHeaders";

/** What is sent besides the headers that every answer has. */
interface Sent {
  status: number;
  contentType: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** Sends an answer whole. Opened as a page, it may do nothing, unless its headers say otherwise. */
export const sendAnswer = (response: ServerResponse, { status, contentType, body, headers }: Sent): void => {
  response.writeHead(status, {
    ...commonHeaders,
    "content-security-policy": closedPolicy,
    "content-type": contentType,
    ...headers,
  });
  response.end(body);
};
