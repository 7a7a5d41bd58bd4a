import type { Step } from "./call";
import type { StepTarget } from "./createStep";
import type { ListsEndpoint, ModelsEndpoint } from "./endpoint/endpoint";
import type { Route } from "./endpoint/operations";
import { AzureOpenAIError } from "./errors/errors";
import type { Credential } from "./identity/credential";
import { send } from "./sending/http";

/** A way to the lists of Azure beside the models' API: what a customer has, page after page. */
export interface ListClient {
  /** The endpoint of the connection whose lists these are. */
  endpoint: ModelsEndpoint;
  /**
   * All entries of a list, by its path and query below the client's base. What an entry holds is a stranger's:
   * each has to be read.
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
  // The list is there, since an answer without it is none: as it stands, or in what a gateway wrapped it.
  return json?.value as Page;
};

/** Where the next page is; undefined behind the last one. A link that leads elsewhere would take the token along. */
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

/** Follows the links from page to page; one that was followed before leads nowhere. */
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

/** A step whose calls go to a service that lists what a customer has, for the connection of `own`. */
export type ListsStep = Step & StepTarget & { endpoint: ListsEndpoint; own: ModelsEndpoint };

/**
 * An address below the base of a service that lists, by its path and query.
 * @throws Error for a path without a slash in front.
 */
export const listsUrl = ({ endpoint }: ListsStep, pathWithQuery: string): URL => {
  if (!pathWithQuery.startsWith("/")) throw new Error(`A path begins with a slash: ${pathWithQuery}`);
  return new URL(`${endpoint.baseUrl}${pathWithQuery}`);
};

/** The way to the lists of a step's service. */
export const listClient = (step: ListsStep): ListClient => ({
  endpoint: step.own,
  list: async (pathWithQuery) => readAll(step, listsUrl(step, pathWithQuery)),
});

/** Azure Resource Manager or a Foundry project, at an origin. */
export const listsAt = (api: ListsEndpoint["api"], origin: string, basePath = ""): ListsEndpoint => ({
  api,
  host: "azure",
  origin,
  basePath,
  baseUrl: `${origin}${basePath}`,
});

/** A credential without what the connection's form adds for the models' API alone. */
export const plainCredential = (own: Pick<Credential, "headers" | "renew" | "secrets">): Credential => ({
  ...own,
  extraHeaders: {},
  query: [],
  suspects: [],
});
