import type { IncomingMessage } from "node:http";
import { RequestError } from "./RequestError";

/** The longest form that a page may send, in bytes. */
const mostFormBytes = 64 * 1024 * 1024;

/**
 * Everything that a request carries.
 * @throws RequestError for more bytes than allowed, as soon as they are known
 */
export const readBytes = async (request: IncomingMessage, mostBytes: number): Promise<Buffer> => {
  const tooLong = () =>
    new RequestError(
      413,
      `This is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB: take a smaller one.`,
    );
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) throw tooLong();
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBytes) throw tooLong();
    parts.push(part);
  }
  return Buffer.concat(parts);
};

/**
 * The JSON that a request carries; undefined without a body.
 * @throws RequestError for text that is not JSON
 */
export const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const text = (await readBytes(request, mostFormBytes)).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new RequestError(400, "The page sent something that is not JSON: reload the page.");
  }
};
