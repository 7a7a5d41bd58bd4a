import type { ParsedAddress } from "../server/address";
import { findRoute, type Route } from "../server/route";

const resourceActions = "Microsoft.CognitiveServices/accounts/OpenAI";

/** The data action that a role has to grant for a request. */
export const dataAction = (method: string, parsed: ParsedAddress, routes: readonly Route[]): string => {
  if (parsed.kind === "project") return "Microsoft.CognitiveServices/accounts/AIServices/deployments/read";
  if (parsed.kind !== "operation") return `${resourceActions}/*/read`;
  const [, collection = ""] = parsed.operation.split("/");
  const verb = method === "GET" ? "read" : method === "DELETE" ? "delete" : "write";
  const ofModel = findRoute(routes, method, parsed)?.route.model?.dataAction;
  return `${resourceActions}/${ofModel ?? `${collection}/${verb}`}`;
};
