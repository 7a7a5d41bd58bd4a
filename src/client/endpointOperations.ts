/** Operations that run a model, longer ones before those that they end in. */
const inferenceOperations = [
  "/chat/completions",
  "/completions",
  "/embeddings",
  "/responses",
  "/images/generations",
  "/images/edits",
  "/images/variations",
  "/audio/speech",
  "/audio/transcriptions",
  "/audio/translations",
] as const;

/** What a resource keeps, or does without a deployment. A gateway's own path may be named like one of these. */
const resourceOperations = [
  "/models",
  "/files",
  "/batches",
  "/fine_tuning/jobs",
  "/moderations",
  "/assistants",
  "/threads",
  "/vector_stores",
  "/uploads",
  "/evals",
] as const;

/** What a path ends in, and what stands in front of it. */
export interface OperationAtEnd {
  base: string;
  /** The operation that runs a model, which a step has to know. */
  operation?: string;
  /** True for one that a dated version has beside its deployments. */
  isOfResource: boolean;
}

const endsIn = (path: string, operation: string): boolean => path.toLowerCase().endsWith(operation);

const behindRoot = /(^|\/)(v1|openai)$/i;

/**
 * The operation that a path ends in, in whatever case; undefined where it ends in none. A list counts behind
 * `/v1` and `/openai` alone.
 */
export const operationAtEnd = (path: string): OperationAtEnd | undefined => {
  const operation = inferenceOperations.find((name) => endsIn(path, name));
  if (operation)
    return {
      base: path.slice(0, -operation.length),
      operation,
      isOfResource: operation === "/responses",
    };
  const list = resourceOperations.find((name) => endsIn(path, name));
  const base = list ? path.slice(0, -list.length) : "";
  return list && behindRoot.test(base) ? { base, isOfResource: true } : undefined;
};

/** The operation that a path below the service's own base begins with, where it runs a model. */
export const operationIn = (path: string): { operation?: string } => {
  const lower = path.toLowerCase();
  const operation = inferenceOperations.find((name) => lower === name || lower.startsWith(`${name}/`));
  return operation ? { operation } : {};
};

/** True for a path below the service's own base that begins with any of its operations. */
export const isOperation = (path: string): boolean => {
  const lower = path.toLowerCase();
  return [...inferenceOperations, ...resourceOperations].some(
    (name) => lower === name || lower.startsWith(`${name}/`),
  );
};
