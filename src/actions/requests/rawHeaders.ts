import type { Client } from "../../client/createClient";
import { isSendableHeader, reservedHeaders, shownName } from "../../client/identity/gatewayKey";
import { refuse } from "../../inputs/cleaners";
import { refuseInput } from "../../text/InputError";
import { textOf } from "./rawText";

/**
 * The headers of a raw request, names in lower case.
 * @throws InputError with the input's label for a header that can't be sent, or that the connection sets.
 */
export const rawHeaders = (pairs: ReadonlyArray<readonly [string, unknown]>): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const lowerName = name.toLowerCase();
    const text = textOf("Headers", value);
    if (reservedHeaders.test(lowerName)) refuse("Headers", name, "Remove it: the connection sets it.");
    if (!isSendableHeader(lowerName, text))
      refuseInput(
        "Headers",
        `${shownName(name)} is not accepted. Its name or value has a character that headers can't have.`,
      );
    headers[lowerName] = text;
  }
  return headers;
};

/** Headers that every client sends. Azure calls all others custom. */
const ordinaryHeaders = new Set(["accept", "content-type", "user-agent"]);

/** Refuses more custom headers than the service accepts, including the connection's. */
export const checkHeaderCount = (client: Client, headers: Record<string, string>): void => {
  const { customHeaders } = client.endpoint.limits;
  if (customHeaders === undefined) return;
  const names = new Set([...client.extraHeaderNames, ...Object.keys(headers)]);
  const count = [...names].filter((name) => !ordinaryHeaders.has(name)).length;
  if (count <= customHeaders) return;
  refuse(
    "Headers",
    `${count} headers`,
    `Azure takes ${customHeaders} custom headers at most, those of the connection counted: remove some.`,
  );
};
