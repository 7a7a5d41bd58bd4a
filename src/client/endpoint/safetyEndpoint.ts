import type { SafetyEndpoint } from "./endpoint";
import { ownerOfHost } from "./endpointHosts";
import { readUrl } from "./endpointUrl";
import { refuseField } from "./FieldError";
import { tidyAddress } from "./tidyAddress";

const longestAddress = 2000;

/** A path before Content Safety's own; a resource has none, and a gateway may. */
const prefixIn = ({ hostname, pathname }: URL): string => {
  if (ownerOfHost(hostname) === "azure") return "";
  const own = pathname.toLowerCase().indexOf("/contentsafety");
  const prefix = own < 0 ? pathname : pathname.slice(0, own);
  return prefix.endsWith("/") ? prefix.slice(0, -1) : prefix;
};

/**
 * Where the Content Safety resource of a connection is; undefined where its field is empty.
 * @throws FieldError that names the field.
 */
export const safetyEndpoint = (field: string, entered: string): SafetyEndpoint | undefined => {
  if (entered === "") return undefined;
  if (entered.length > longestAddress)
    refuseField(field, "it is longer than any address.", "Enter the endpoint of the resource.");
  const url = readUrl(field, tidyAddress(entered));
  const host = ownerOfHost(url.hostname);
  if (host === "openai") refuseField(field, "it is OpenAI's.", "Leave it empty: OpenAI has its own judge.");
  const basePath = `${prefixIn(url)}/contentsafety`;
  return { api: "safety", host, origin: url.origin, basePath, baseUrl: `${url.origin}${basePath}` };
};
