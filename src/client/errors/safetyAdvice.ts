import { type AdviceContext, tryAgainAt } from "./adviceContext";

/** What to do when Azure AI Content Safety refused; undefined where the general advice fits. */
export const safetyAdvice = (context: AdviceContext): string | undefined => {
  const { facts, endpoint, connectionKey } = context;
  if (endpoint.api !== "safety") return undefined;
  if (facts.kind === "rateLimited") return `${tryAgainAt(context)}.`;
  if (facts.status === 401 || facts.status === 403)
    return connectionKey === "apiKey"
      ? `Check Content Safety Key, and that it belongs to the resource at ${endpoint.origin}.`
      : `Enter Content Safety Key, or give the identity the role Cognitive Services User on the resource at ${endpoint.origin}.`;
  if (facts.kind === "notFound")
    return `Check Content Safety Endpoint: ${endpoint.origin} has to be a resource with Content Safety.`;
  return facts.kind === "rejected"
    ? "Check what is to be judged: a text, or a PNG, JPEG, GIF or WebP image."
    : undefined;
};
