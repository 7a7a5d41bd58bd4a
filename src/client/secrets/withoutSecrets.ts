import { setImmediate } from "node:timers/promises";
import type { ResponseHeaders } from "../answer/headers";
import { release } from "../answer/releaseBytes";
import type { WireResponse } from "../answer/wireResponse";
import { AnswerSecrets, markRanges } from "./AnswerSecrets";
import { SecretsFilter } from "./SecretsFilter";

/** Larger bodies are searched in pieces of this size. Other events of the process get their turn in between. */
const pieceBytes = 4_194_304;

/** Removes the secrets from a large body, piece by piece and in place. */
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

/** Removes the secrets from headers, whose bytes Node reads as Latin-1. */
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
 * Removes the credential from a response, in case the service or a proxy repeats it: no output, error or log line made
 * of it can show it then. A response without it is returned as it is; otherwise the body is changed in place.
 * @param check - called between the pieces of a large body; throws when the time is up
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
