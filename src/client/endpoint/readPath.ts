import { readAzurePath } from "./azurePath";
import { ownerOfHost } from "./endpointHosts";
import type { PathHints, PathReading } from "./endpointPath";
import { refuseRealtime } from "./endpointUrl";
import { readGatewayPath } from "./gatewayPath";
import { operationAtEnd } from "./operationsInPaths";

/**
 * Reads a path without a slash at its end and without double slashes. Azure's and OpenAI's own hosts have one layout
 * each. On any other host, the path is a gateway's, and a pasted target URI is used as it is.
 * @throws FieldError for a path that can't belong to the API.
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
