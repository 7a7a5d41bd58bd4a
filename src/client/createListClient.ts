import type { Step } from "./call";
import { type ClientOptions, createStepTo, type StepContext, type StepTarget } from "./createStep";
import type { ListsEndpoint, ModelsEndpoint } from "./endpoint/endpoint";
import type { Route } from "./endpoint/operations";
import { AzureOpenAIError } from "./errors/errors";
import { connectionCloud, dataScope } from "./identity/cloud";
import { createCredential } from "./identity/createCredential";
import type { ConnectionValue, Credential } from "./identity/credential";
import { servicePrincipalCredential } from "./identity/servicePrincipal";
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

const listClient = (
  context: StepContext,
  options: ClientOptions,
  target: (own: ModelsEndpoint) => StepTarget & { endpoint: ListsEndpoint },
): ListClient => {
  const step = createStepTo(context, options, options.connection, (own) => ({ own, ...target(own) }));
  return {
    endpoint: step.own,
    list: async (pathWithQuery) => {
      if (!pathWithQuery.startsWith("/")) throw new Error(`A path begins with a slash: ${pathWithQuery}`);
      return readAll(step, new URL(`${step.endpoint.baseUrl}${pathWithQuery}`));
    },
  };
};

const listsAt = (api: ListsEndpoint["api"], origin: string, basePath = ""): ListsEndpoint => ({
  api,
  host: "azure",
  origin,
  basePath,
  baseUrl: `${origin}${basePath}`,
});

const plain = (own: Pick<Credential, "headers" | "renew" | "secrets">): Credential => ({
  ...own,
  extraHeaders: {},
  query: [],
  suspects: [],
});

/** True for a connection whose identity can ask for tokens of Azure Resource Manager. */
export const canManage = ({ key }: ConnectionValue): boolean => key === "entraServicePrincipal";

/**
 * A way to Azure Resource Manager for a service principal, with a token for nothing else.
 * @throws ConnectionError that names the field which can't be used.
 */
export const createManagementClient = (context: StepContext, options: ClientOptions): ListClient =>
  listClient(context, options, (own) => {
    const cloud = connectionCloud(options.connection, own);
    // A token for an address of the form's own is good for that address alone.
    const scope = `${cloud.managementHost}/.default`;
    return {
      endpoint: listsAt("management", cloud.managementHost),
      credential: plain(servicePrincipalCredential(options.connection, cloud, scope)),
    };
  });

/** Audience of the Foundry project's API in the public cloud (the service's reference). */
const foundryAudience = "https://ai.azure.com";

/**
 * A way to the Foundry project that the connection's endpoint names, at the endpoint's own origin.
 * @throws ConnectionError that names the field which can't be used.
 */
export const createProjectClient = (
  context: StepContext,
  options: ClientOptions,
  project: string,
): ListClient =>
  listClient(context, options, (own) => {
    const { connection } = options;
    const path = `/api/projects/${encodeURIComponent(project)}`;
    const endpoint = listsAt("project", own.origin, path);
    if (connection.key !== "entraServicePrincipal") {
      return { endpoint, credential: createCredential(connection, own) };
    }
    const cloud = connectionCloud(connection, own);
    const isOwnAudience = connection.fields["audience"] || cloud.name !== "public";
    const scope = isOwnAudience ? dataScope(connection, cloud) : `${foundryAudience}/.default`;
    return { endpoint, credential: plain(servicePrincipalCredential(connection, cloud, scope)) };
  });
