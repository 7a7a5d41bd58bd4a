import { setImmediate } from "node:timers/promises";
import type { ResponseHeaders } from "../answer/headers";
import { release } from "../answer/releaseBytes";
import type { WireResponse } from "../answer/wireResponse";
import { AnswerSecrets, markRanges } from "./AnswerSecrets";
import { SecretsFilter } from "./SecretsFilter";

/** A larger body is looked at in pieces of this size, between which whatever else waits gets its turn. */
const pieceBytes = 4_194_304;

/** A large body without the secrets, each piece put back into the place that was read before. */
const cleanLarge = async (body: Buffer, secrets: readonly string[], check: () => void): Promise<Buffer> => {
  let length = 0;
  const filter = new SecretsFilter(secrets, (piece) => {
    length += piece.copy(body, length);
    release(piece);
  });
  for (let start = 0; start < body.length; start += pieceBytes) {
    filter.write(body.subarray(start, start + pieceBytes));
    await setImmediate();
    check();
  }
  filter.end();
  return body.subarray(0, length);
};

const cleanText = (value: string, secrets: AnswerSecrets): string => {
  const bytes = Buffer.from(value, "latin1");
  const ranges = secrets.find(bytes);
  return ranges.length === 0 ? value : markRanges(bytes, ranges).toString("latin1");
};

/** Node reads the bytes of headers as Latin-1. */
const cleanHeaders = (headers: ResponseHeaders, secrets: AnswerSecrets): ResponseHeaders => {
  const text = Object.values(headers).join("\n");
  if (secrets.find(Buffer.from(text, "latin1")).length === 0) return headers;
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      typeof value === "string" ? cleanText(value, secrets) : value?.map((each) => cleanText(each, secrets)),
    ]),
  );
};

/**
 * A response without the credential, should the service or a proxy echo it: nothing made from it (an output, an
 * error, a log line) can show it then. A response that echoes nothing is handed on as it is; the body of another
 * one is changed in its place.
 * @param check - called between the pieces of a large body: throws when there is no more time for it
 */
export const withoutSecrets = (
  response: WireResponse,
  secrets: readonly string[],
  check: () => void = () => undefined,
): WireResponse | Promise<WireResponse> => {
  const echoed = new AnswerSecrets(secrets);
  if (echoed.isEmpty) return response;
  const headers = cleanHeaders(response.headers, echoed);
  if (response.body.length > pieceBytes)
    return cleanLarge(response.body, secrets, check).then((body) => ({ ...response, headers, body }));
  const body = markRanges(response.body, echoed.find(response.body));
  return headers === response.headers && body === response.body ? response : { ...response, headers, body };
};
