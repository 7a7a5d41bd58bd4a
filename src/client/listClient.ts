import type { Step } from "./call";
import type { StepTarget } from "./createStep";
import type { ListsEndpoint, ModelsEndpoint } from "./endpoint/endpoint";
import type { Route } from "./endpoint/operations";
import { AzureOpenAIError } from "./errors/errors";
import type { Credential } from "./identity/credential";
import { send } from "./sending/http";

/** Reads lists of Azure that are not part of the models' API, page by page. */
export interface ListClient {
  /** The models' endpoint of the same connection. */
  endpoint: ModelsEndpoint;
  /**
   * All entries of a list. Path and query are below the client's base. The entries are unchecked.
   * @throws AzureOpenAIError or ConnectionError when the list can't be had.
   */
  list(pathWithQuery: string): Promise<unknown[]>;
}

const listRoute: Route = {
  scope: "resource",
  repeatable: true,
  isPreview: false,
  answerField: "value",
  mayBeEmptyList: true,
};

const mostPages = 100;

interface Page {
  value: unknown[];
  nextLink?: unknown;
}

const readPage = async (step: Step, url: URL): Promise<Page> => {
  const request = { method: "GET", url, route: listRoute, headers: { accept: "application/json" } };
  const { json } = await send(step, { ...request, expects: "json" });
  // `readAnswer` has made sure that the list is there.
  return json?.value as Page;
};

/**
 * The URL of the next page; undefined after the last one. A link to another origin is refused, because the token would
 * go along.
 */
const nextUrl = (step: Step, url: URL, nextLink: unknown): URL | undefined => {
  if (nextLink === undefined || nextLink === null || nextLink === "") return undefined;
  const next =
    typeof nextLink === "string" && URL.canParse(nextLink, url.href) ? new URL(nextLink, url) : undefined;
  if (next?.origin === step.endpoint.origin) return next;
  const place = next ? `is at ${next.origin}` : "has no address";
  throw new AzureOpenAIError(
    {
      what: `${step.action} got a list whose next page ${place}, and the credential is sent to ${step.endpoint.origin} alone.`,
    },
    { kind: "unexpectedResponse", attempts: 1 },
  );
};

/** Reads page after page, until there is no next page or it was read before. */
const readAll = async (step: Step, first: URL): Promise<unknown[]> => {
  const entries: unknown[] = [];
  const read = new Set<string>();
  let url: URL | undefined = first;
  while (url && !read.has(url.href) && read.size < mostPages) {
    read.add(url.href);
    const { value, nextLink }: Page = await readPage(step, url);
    for (const entry of value) entries.push(entry);
    url = nextUrl(step, url, nextLink);
  }
  if (url)
    step.logger.warn(
      `${step.action} read ${read.size} pages of a list that goes on: what is behind them is missing.`,
    );
  return entries;
};

/** A step that calls a service of lists; `own` is the models' endpoint of the same connection. */
export type ListsStep = Step & StepTarget & { endpoint: ListsEndpoint; own: ModelsEndpoint };

/**
 * The URL of a path and query below the base of a service of lists.
 * @throws Error for a path that does not begin with a slash.
 */
export const listsUrl = ({ endpoint }: ListsStep, pathWithQuery: string): URL => {
  if (!pathWithQuery.startsWith("/")) throw new Error(`A path begins with a slash: ${pathWithQuery}`);
  return new URL(`${endpoint.baseUrl}${pathWithQuery}`);
};

/** Makes the client of the lists of a step's service. */
export const listClient = (step: ListsStep): ListClient => ({
  endpoint: step.own,
  list: async (pathWithQuery) => readAll(step, listsUrl(step, pathWithQuery)),
});

/** The endpoint of Azure Resource Manager or of a Foundry project, at an origin. */
export const listsAt = (api: ListsEndpoint["api"], origin: string, basePath = ""): ListsEndpoint => ({
  api,
  host: "azure",
  origin,
  basePath,
  baseUrl: `${origin}${basePath}`,
});

/** A credential without the headers and parameters that the connection's form has for the models' API. */
export const plainCredential = (own: Pick<Credential, "headers" | "renew" | "secrets">): Credential => ({
  ...own,
  extraHeaders: {},
  query: [],
  suspects: [],
});
