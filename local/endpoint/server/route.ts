import type { Flavour } from "./address";
import type { Answer } from "./answer";

/** A request for something that the endpoint keeps. */
export interface ResourceRequest {
  flavour: Flavour;
  query: URLSearchParams;
  contentType: string;
  bytes: Buffer;
  /** The fields of a JSON body; empty without a body, and for a form. */
  body: Record<string, unknown>;
  /** What the path's first group matched; "" when it has none. */
  id: string;
}

/** One method and path of something that the endpoint keeps. */
export interface ResourceRoute {
  method: string;
  path: RegExp;
  /** Default: every flavour. */
  flavours?: readonly Flavour[];
  answer: (request: ResourceRequest) => Answer | Promise<Answer>;
}

/** The route for a request, and the id in its path; undefined when there is none. */
export const findResource = (
  routes: readonly ResourceRoute[],
  method: string,
  flavour: Flavour,
  operation: string,
): { route: ResourceRoute; id: string } | undefined => {
  for (const route of routes) {
    if (route.method !== method || route.flavours?.includes(flavour) === false) continue;
    const match = route.path.exec(operation);
    if (match !== null) return { route, id: match[1] ?? "" };
  }
  return undefined;
};
