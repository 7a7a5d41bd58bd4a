import { readAzurePath } from "./azurePath";
import { ownerOfHost } from "./endpointHosts";
import type { PathHints, PathReading } from "./endpointPath";
import { refuseRealtime } from "./endpointUrl";
import { readGatewayPath } from "./gatewayPath";
import { operationAtEnd } from "./operations";

/**
 * Reads a path that has no slash at its end and none twice. Azure's and OpenAI's own hosts have one layout each;
 * on any other host the path is a gateway's, and a pasted target is called as it is.
 * @throws FieldError for a path that can't be the API's.
 */
export const readPath = (path: string, hints: PathHints): PathReading => {
  if (/\/(openai|v1)\/realtime$/i.test(path)) refuseRealtime("Endpoint", hints.url.origin);
  switch (ownerOfHost(hints.url.hostname)) {
    case "azure":
      return readAzurePath(path, hints.url.origin);
    case "openai": {
      const operation = operationAtEnd(path)?.operation;
      return {
        api: "openai",
        prefix: "",
        bases: { v1: "/v1", dated: "/v1" },
        ...(operation && { operation }),
      };
    }
    default:
      return readGatewayPath(path, hints);
  }
};
