import type { WireResponse } from "../answer/wireResponse";
import type { CallRequest, Step } from "../call";
import { operationUrl } from "../endpoint/address";
import { routeOf } from "../endpoint/operations";
import { SecretsFilter } from "../secrets/SecretsFilter";
import { send } from "../sending/http";
import { recordedLength } from "./recordedLength";

/**
 * Asks for the content of a file. With a receiver it goes there piece by piece, without the credential should it be
 * in there, and the answer's own body is empty.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const receiveFile = async (
  step: Step,
  fileId: string,
  openReceiver?: CallRequest["openReceiver"],
): Promise<WireResponse> => {
  const path = `/files/${encodeURIComponent(fileId)}/content`;
  const url = operationUrl(step.endpoint, "GET", path);
  let filter: SecretsFilter | undefined;
  const sending = send(step, {
    method: "GET",
    url,
    route: routeOf("GET", path),
    headers: { accept: "*/*" },
    expects: "binary",
    mayBeEmpty: true,
    lengthBytes: (signal) => recordedLength(step, url, signal),
    ...(openReceiver && {
      openReceiver: () => {
        const opened = new SecretsFilter(step.credential.secrets(), openReceiver());
        filter = opened;
        return (chunk: Buffer) => opened.write(chunk);
      },
    }),
  });
  // A body that breaks off is lost from there on alone.
  const answer = await sending.catch((error) => {
    filter?.breakOff();
    throw error;
  });
  filter?.end();
  return answer;
};
