import type { AdviceContext } from "./adviceContext";

/** Lists of what a resource keeps, and what the form calls an entry's id. */
const idLabels: ReadonlyArray<readonly [list: string, label: string, what: string]> = [
  ["/files", "File ID", "file"],
  ["/batches", "Batch ID", "batch"],
];

const missingAdvice = ({ path, endpoint }: AdviceContext): string | undefined => {
  const version = endpoint.apiVersion ? `API Version ${endpoint.apiVersion}` : "this API";
  for (const [list, label, what] of idLabels) {
    if (path.startsWith(`${list}/`))
      return `Check ${label}: the ${what} may have been deleted or have expired, or belong to another resource than ${endpoint.origin}.`;
    if (path === list)
      return `Check that ${endpoint.baseUrl} is the resource's endpoint, and that ${version} offers ${path} there; batches need a deployment of the kind GlobalBatch or DataZoneBatch on Azure.`;
  }
  return undefined;
};

/** What to do about a refusal of files or batches; undefined where the general advice fits. */
export const resourceAdvice = (context: AdviceContext): string | undefined => {
  if (context.isRaw) return undefined;
  const { facts } = context;
  if (facts.kind === "notFound") return missingAdvice(context);
  if (facts.code === "token_limit_exceeded")
    return "The batches that wait hold all the tokens that the queue takes for this model: run the step again when some have ended, or ask for a larger queue.";
  return undefined;
};
