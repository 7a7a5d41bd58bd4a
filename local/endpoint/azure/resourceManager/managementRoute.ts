import type { IncomingHttpHeaders } from "node:http";
import type { Answer } from "../../server/answer";
import { decodeSegment } from "../../server/decodeSegment";

/** What stands in the places of a path, decoded; "" for one that the path does not have. */
export interface PathNames {
  subscription: string;
  group: string;
  account: string;
  location: string;
  /** Of what stands below: a deployment, an operation. */
  name: string;
}

/** A request that was let in. */
export interface ManagementRequest {
  names: PathNames;
  /** The path as it was sent. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  apiVersion: string;
  /** Undefined unless it is JSON. */
  body: unknown;
}

/** One method and path of Resource Manager, and what answers there: a list is cut into pages. */
export interface ManagementRoute {
  method: "GET" | "PUT" | "PATCH" | "POST" | "DELETE";
  /** `{subscription}` and the other names stand for one segment each. */
  path: string;
  /** What a role has to grant. */
  action: string;
  /** The first api-version that has it; default: all of them. */
  since?: string;
  answer: (request: ManagementRequest) => Answer | unknown[];
}

/** A route that serves a path, and the names in it. */
interface FoundRoute {
  route: ManagementRoute;
  names: PathNames;
  /** What the caller needs the role on. */
  scope: string;
}

/** Paths below the provider of the resources. */
export const provider = "providers/Microsoft.CognitiveServices";
/** Path of an account, which is its id once the names are filled in. */
export const accountTemplate = `/subscriptions/{subscription}/resourceGroups/{group}/${provider}/accounts/{account}`;
/** Path of what belongs to a region. */
export const locationTemplate = `/subscriptions/{subscription}/${provider}/locations/{location}`;

/** The route of a request, whose letters may be large or small; undefined for a path that nobody serves. */
export const findRoute = (
  routes: readonly ManagementRoute[],
  method: string,
  path: string,
): FoundRoute | undefined => {
  const segments = path.split("/").slice(1).map(decodeSegment);
  for (const route of routes) {
    if (route.method !== method) continue;
    const template = route.path.split("/").slice(1);
    const names = matchSegments(template, segments);
    if (names !== undefined) return { route, names, scope: scopeOf(template, segments) };
  }
  return undefined;
};

const matchSegments = (template: readonly string[], segments: readonly string[]): PathNames | undefined => {
  if (template.length !== segments.length) return undefined;
  const names: PathNames = { subscription: "", group: "", account: "", location: "", name: "" };
  for (const [index, expected] of template.entries()) {
    const given = segments[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(expected)?.[1] as keyof PathNames | undefined;
    if (name !== undefined) names[name] = given;
    else if (expected.toLowerCase() !== given.toLowerCase()) return undefined;
  }
  return names;
};

/** The last thing that is named: of a list, where it is; of an operation, what it is done to. */
const scopeOf = (template: readonly string[], segments: readonly string[]): string => {
  const end = template.findLastIndex((segment) => segment.startsWith("{")) + 1;
  return `/${segments.slice(0, end === 0 ? undefined : end).join("/")}`;
};
