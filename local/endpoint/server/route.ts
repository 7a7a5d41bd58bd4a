import type { Address, Api } from "./address";
import type { Answer } from "./answer";
import { decodeSegment } from "./decodeSegment";
import type { FormPart } from "./parseMultipart";

/** A request for one of the endpoint's operations. */
export interface RouteRequest {
  method: string;
  /** The path below the base, such as `/files/file-1/content`. */
  operation: string;
  api: Api;
  query: URLSearchParams;
  /** Names in lower case; none for a line of a batch. */
  headers: Readonly<Record<string, string>>;
  /** The fields of a JSON body, or the texts of a form; empty without a body. */
  body: Record<string, unknown>;
  /** The parts of a form; undefined for any other body. */
  form: FormPart[] | undefined;
  /** The deployment or the model that was asked for; "" without one. */
  model: string;
  /** The model that runs under that name: another one where it is a deployment's, else the name itself. */
  runs: string;
  /** What stands in the place of the path's `{id}`, decoded; "" for a path without one. */
  id: string;
}

/** What is special about an operation that runs a model: it spends quota, and the model has to be deployed. */
export interface ModelTraits {
  /** The dated path has the deployment in it; otherwise it is at resource level. */
  isInDeployment: boolean;
  /** The lines of a batch may ask for it. */
  isForBatches: boolean;
  /** The data action that a role has to grant, below the account. */
  dataAction: string;
}

/** One method and path, and what answers there. */
export interface Route {
  method: "GET" | "POST" | "DELETE";
  /** The path below the base; `{id}` stands for one segment, `{any}` for another. */
  path: string;
  /** Default: every api. */
  apis?: readonly Api[];
  /** Present where a model runs. */
  model?: ModelTraits;
  answer: (request: RouteRequest) => Answer | Promise<Answer>;
}

/** The route of a request, and the id in its path; undefined for a path that is not served. */
export const findRoute = (
  routes: readonly Route[],
  method: string,
  { api, operation, deployment }: Address,
): { route: Route; id: string } | undefined => {
  for (const route of routes) {
    if (route.method !== method || route.apis?.includes(api) === false) continue;
    const isInDeployment = api === "azureDated" && route.model?.isInDeployment === true;
    if (isInDeployment !== (deployment !== undefined)) continue;
    const match = new RegExp(`^${route.path.replace("{id}", "([^/]+)").replaceAll("{any}", "[^/]+")}$`).exec(
      operation,
    );
    if (match !== null) return { route, id: decodeSegment(match[1] ?? "") };
  }
  return undefined;
};
