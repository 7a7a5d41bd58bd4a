import { operationUrl } from "./address";
import type { CallRequest, Step } from "./call";
import { send } from "./http";
import { routeOf } from "./routes";
import type { WireResponse } from "./wireResponse";

/**
 * Asks for the content of a file. With a receiver it goes there piece by piece, and the answer's own body is empty.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const receiveFile = (
  step: Step,
  fileId: string,
  openReceiver?: CallRequest["openReceiver"],
): Promise<WireResponse> => {
  const path = `/files/${encodeURIComponent(fileId)}/content`;
  return send(step, {
    method: "GET",
    url: operationUrl(step.endpoint, "GET", path),
    route: routeOf("GET", path),
    headers: { accept: "*/*" },
    expects: "binary",
    mayBeEmpty: true,
    ...(openReceiver && { openReceiver }),
  });
};
