import type { ParsedRoute } from "../server/address";

const resourceActions = "Microsoft.CognitiveServices/accounts/OpenAI";

const actionsByOperation: Readonly<Record<string, string>> = {
  "/chat/completions": "deployments/chat/completions/action",
  "/embeddings": "deployments/embeddings/action",
  "/images/generations": "images/generations/action",
  "/images/edits": "images/generations/action",
  "/responses": "responses/write",
};

/** The data action that a role has to grant for a request. */
export const dataAction = (method: string, parsed: ParsedRoute): string => {
  if (parsed.kind === "project") return "Microsoft.CognitiveServices/accounts/AIServices/deployments/read";
  if (parsed.kind !== "route") return `${resourceActions}/*/read`;
  const { operation } = parsed.route;
  const [, collection = ""] = operation.split("/");
  const verb = method === "GET" ? "read" : method === "DELETE" ? "delete" : "write";
  return `${resourceActions}/${actionsByOperation[operation] ?? `${collection}/${verb}`}`;
};
