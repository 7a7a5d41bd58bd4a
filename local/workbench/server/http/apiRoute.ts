import type { IncomingMessage } from "node:http";
import type { Workbench } from "../workbench";

/** A request of a page that was let in. */
export interface ApiRequest {
  /** Values of the segments that the route's path names, decoded. */
  params: Readonly<Record<string, string>>;
  query: URLSearchParams;
  /** The JSON of a change; undefined for a request that only reads, and for an upload. */
  body: unknown;
  /** The request itself, whose body an upload reads. */
  incoming: IncomingMessage;
}

/** What a route answers: JSON, or bytes. */
export type ApiAnswer =
  | { json: unknown; status?: number }
  | { bytes: Buffer; contentType: string; headers?: Record<string, string> };

/** One thing that pages can ask for. A GET changes nothing. */
export interface ApiRoute {
  method: "GET" | "POST";
  /** Such as `/api/runs/:id/result`. */
  path: string;
  /** True where the body is a file, in place of JSON. */
  isUpload?: boolean;
  /**
   * Answers a request.
   * @throws RequestError with a sentence for people
   */
  answer(request: ApiRequest, workbench: Workbench): ApiAnswer | Promise<ApiAnswer>;
}

/** A route with the values that its path has in a request. */
interface FoundRoute {
  route: ApiRoute;
  params: Record<string, string>;
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

const paramsOf = (pattern: string, path: string): Record<string, string> | undefined => {
  const [wanted, given] = [pattern.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of wanted.entries()) {
    const segment = given[index] ?? "";
    if (name.startsWith(":")) params[name.slice(1)] = decoded(segment);
    else if (name !== segment) return undefined;
  }
  return params;
};

/** The route for a method and a path; undefined where there is none. */
export const findRoute = (
  routes: readonly ApiRoute[],
  method: string,
  path: string,
): FoundRoute | undefined => {
  for (const route of routes) {
    const params = route.method === method ? paramsOf(route.path, path) : undefined;
    if (params) return { route, params };
  }
  return undefined;
};
