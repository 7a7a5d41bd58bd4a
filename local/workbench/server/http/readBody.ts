import type { IncomingMessage } from "node:http";
import { RequestError } from "./RequestError";

/** The longest form that a page may send, in bytes. */
const mostFormBytes = 64 * 1024 * 1024;
/** The deepest form; what writes it again does so by recursion. */
const mostLevels = 200;
/** What is too long is taken for this many milliseconds before the answer: a browser that still sends would not see it. */
const mostTakenMs = 2_000;

/** Takes the rest of a body, as far as it comes in a while. */
const takeRest = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, mostTakenMs);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    request.once("end", end).once("close", end).resume();
  });

/**
 * Everything that a request carries.
 * @throws RequestError for more bytes than allowed
 */
export const readBytes = async (request: IncomingMessage, mostBytes: number): Promise<Buffer> => {
  const parts: Buffer[] = [];
  let length = Number(request.headers["content-length"] ?? 0) > mostBytes ? Number.POSITIVE_INFINITY : 0;
  if (length <= mostBytes) {
    // Otherwise leaving the loop would destroy the connection, and with it the answer.
    for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > mostBytes) break;
      parts.push(part);
    }
  }
  if (length <= mostBytes) return Buffer.concat(parts);
  parts.length = 0;
  await takeRest(request);
  throw new RequestError(
    413,
    `This is larger than ${Math.floor(mostBytes / 1024 / 1024)} MB: take a smaller one.`,
  );
};

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  (levels === 0 || Object.values(value).some((entry) => isDeeperThan(levels - 1, entry)));

/**
 * The JSON that a request carries; undefined without a body.
 * @throws RequestError for text that is not JSON, and for lists in lists without end
 */
export const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const text = (await readBytes(request, mostFormBytes)).toString("utf8");
  if (text === "") return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new RequestError(400, "The page sent something that is not JSON: reload the page.");
  }
  if (isDeeperThan(mostLevels, value)) {
    throw new RequestError(400, `This has lists or objects more than ${mostLevels} levels deep.`);
  }
  return value;
};
