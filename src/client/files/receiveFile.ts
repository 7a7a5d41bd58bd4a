import type { CallRequest, Step } from "../call";
import { operationUrl } from "../endpoint/address";
import { routeOf } from "../endpoint/operations";
import { path } from "../endpoint/path";
import type { BodyReceiver } from "../network/body";
import { SecretsFilter } from "../secrets/SecretsFilter";
import { send } from "../sending/http";
import { recordedLength } from "../sending/recordedLength";

/**
 * Receives the content of a file piece by piece, and removes the credential if it occurs in it.
 * @param openReceiver - opens, for each attempt, the receiver of the pieces
 * @throws AzureOpenAIError or ConnectionError.
 */
export const receiveFile = async (
  step: Step,
  fileId: string,
  openReceiver: () => BodyReceiver,
): Promise<void> => {
  const place = path`/files/${fileId}/content`;
  const url = operationUrl(step.endpoint, "GET", place);
  let filter: SecretsFilter | undefined;
  const request: CallRequest = {
    method: "GET",
    url,
    route: routeOf("GET", place),
    headers: { accept: "*/*" },
    expects: "binary",
    mayBeEmpty: true,
    lengthBytes: (signal) => recordedLength(step, url, signal),
    openReceiver: () => {
      const opened = new SecretsFilter(step.credential.secrets(), openReceiver());
      filter = opened;
      return (chunk: Buffer) => opened.write(chunk);
    },
  };
  try {
    await send(step, request);
  } catch (error) {
    // Hands on the complete lines of a body that broke off.
    filter?.breakOff();
    throw error;
  }
  filter?.end();
};
