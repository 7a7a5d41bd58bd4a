import { ownVersion } from "../endpoint/address";
import { keptAt } from "../endpoint/operations";
import type { AdviceContext } from "./adviceContext";

const missingAdvice = ({ path, endpoint }: AdviceContext): string | undefined => {
  const found = keptAt(path);
  if (!found) return undefined;
  const { kept, isEntry } = found;
  if (isEntry)
    return `Check ${kept.idLabel}: the ${kept.noun} may have been deleted or have expired, or belong to another resource than ${endpoint.origin}.`;
  const version = ownVersion(endpoint);
  const batches = kept.isOfBatches
    ? "; batches need a deployment of the kind GlobalBatch or DataZoneBatch on Azure"
    : "";
  return `Check that ${endpoint.baseUrl} is the resource's endpoint, and that ${version ? `API Version ${version}` : "this API"} offers ${path} there${batches}.`;
};

/** Advice on a refused request for an object that the resource keeps; undefined where the general advice fits. */
export const resourceAdvice = (context: AdviceContext): string | undefined => {
  if (context.isRaw) return undefined;
  const { facts } = context;
  if (facts.kind === "notFound") return missingAdvice(context);
  if (facts.code === "token_limit_exceeded")
    return "The batches that wait hold all the tokens that the queue takes for this model: run the step again when some have ended, or ask for a larger queue.";
  return undefined;
};
