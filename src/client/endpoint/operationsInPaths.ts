import { inferences, kept, routeOf, type Work, workOf } from "./operations";

/** Operations that run a model. A longer path comes before a shorter one that it ends in. */
const modelPaths = inferences
  .filter(({ runs }) => runs !== "moderation")
  .map(({ path }) => path)
  .sort((left, right) => right.length - left.length);

/** Paths of operations without a deployment. Segments of a gateway's own path may look the same. */
const resourcePaths = [
  ...kept.map(({ list }) => list).filter((list) => !modelPaths.includes(list)),
  "/moderations",
];

/** The operation at the end of a path, and the base before it. */
export interface OperationAtEnd {
  base: string;
  /** The operation, where it runs a model. */
  operation?: string;
  /** True for an operation that dated versions have without a deployment. */
  isOfResource: boolean;
}

const behindRoot = /(^|\/)(v1|openai)$/i;

/**
 * The operation at the end of a path, in any case; undefined where there is none. An operation without a deployment
 * counts only after `/v1` or `/openai`.
 */
export const operationAtEnd = (path: string): OperationAtEnd | undefined => {
  const lower = path.toLowerCase();
  const operation = modelPaths.find((name) => lower.endsWith(name));
  if (operation)
    return {
      base: path.slice(0, -operation.length),
      operation,
      isOfResource: routeOf("POST", operation).scope === "resource",
    };
  const list = resourcePaths.find((name) => lower.endsWith(name));
  const base = list ? path.slice(0, -list.length) : "";
  return list && behindRoot.test(base) ? { base, isOfResource: true } : undefined;
};

/** What the operation at the end of an address' path runs a model for, whatever stands before it. */
export const workAtEnd = (path: string): Work | undefined => workOf(operationAtEnd(path)?.operation ?? "");

const beginsWith = (path: string, name: string): boolean => path === name || path.startsWith(`${name}/`);

/** The operation at the start of a path below the service's base, where it runs a model. */
export const operationIn = (path: string): { operation?: string } => {
  const lower = path.toLowerCase();
  const operation = modelPaths.find((name) => beginsWith(lower, name));
  return operation ? { operation } : {};
};

/** True for a path below the service's base that starts with an operation. */
export const isOperation = (path: string): boolean => {
  const lower = path.toLowerCase();
  return [...modelPaths, ...resourcePaths].some((name) => beginsWith(lower, name));
};
