import type { FaultServer, SetFault } from "../../../wire/endpoint";
import { faultForms } from "../../../wire/faultForms";

/** The local services by their names in an exchange or a fault. */
const serverLabels: Readonly<Record<string, string>> = {
  endpoint: "Endpoint",
  unendingEndpoint: "Endpoint, unending",
  entra: "Entra",
  resourceManager: "Resource Manager",
  contentSafety: "Content Safety",
};

/** The name of a local service for people. */
export const serverLabel = (server: FaultServer | string): string => serverLabels[server] ?? server;

/** The name of a kind of fault for people. */
export const faultLabel = (kind: string): string =>
  faultForms.find((form) => form.kind === kind)?.label ?? kind;

const shown = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What a fault does, and to which requests. */
export const faultWords = ({ server, kind, match, isServed, ...facts }: SetFault): string => {
  const fields = faultForms.find((form) => form.kind === kind)?.fields ?? [];
  const set = fields
    .filter(({ key }) => facts[key] !== undefined)
    .map(({ key, label }) => `${label} ${shown(facts[key])}`);
  const place = [
    match?.method,
    match?.path ?? match?.pattern,
    server === "endpoint" ? undefined : serverLabel(server),
  ].filter((part) => part !== undefined);
  return [
    ...set,
    ...(place.length > 0 ? [`for ${place.join(" ")}`] : []),
    ...(isServed === true ? ["work is done"] : []),
  ].join(", ");
};
