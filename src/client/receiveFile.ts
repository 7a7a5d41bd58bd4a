import { operationUrl } from "./address";
import type { CallRequest, Step } from "./call";
import { send } from "./http";
import { routeOf } from "./routes";
import { SecretsFilter } from "./SecretsFilter";
import type { WireResponse } from "./wireResponse";

/**
 * Asks for the content of a file, which goes to a receiver piece by piece, without the credential should it be in
 * there: the answer's own body is empty.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const receiveFile = async (
  step: Step,
  fileId: string,
  openReceiver: NonNullable<CallRequest["openReceiver"]>,
): Promise<WireResponse> => {
  const path = `/files/${encodeURIComponent(fileId)}/content`;
  let filter: SecretsFilter | undefined;
  const answer = await send(step, {
    method: "GET",
    url: operationUrl(step.endpoint, "GET", path),
    route: routeOf("GET", path),
    headers: { accept: "*/*" },
    expects: "binary",
    mayBeEmpty: true,
    openReceiver: (lengthBytes) => {
      const opened = new SecretsFilter(step.credential.secrets(), openReceiver(lengthBytes));
      filter = opened;
      return (chunk) => opened.write(chunk);
    },
  });
  filter?.end();
  return answer;
};
