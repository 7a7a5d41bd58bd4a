import type { Client } from "../../client/createClient";
import { path } from "../../client/endpoint/path";
import { isAzureOpenAIError } from "../../client/errors/errors";
import type { JsonRequest } from "../../client/sending/ownCalls";
import { isAddressable } from "../../text/isAddressable";
import { isObject, type JsonObject } from "../../text/isObject";
import type { SavedEndpoint } from "./savedEndpoint";

/** What an endpoint is told of, and where. */
export interface EndpointSettings {
  name: string;
  url: string;
  event_types: string[];
}

/** An endpoint as the service describes it. */
interface ListedEndpoint extends Partial<EndpointSettings> {
  id: string;
}

/** The webhook endpoints of a resource or project. */
export interface EndpointRegistry {
  list(): Promise<ListedEndpoint[]>;
  /** @throws Error when the answer has no secret; the endpoint is deleted then. */
  create(settings: EndpointSettings): Promise<SavedEndpoint>;
  update(id: string, settings: EndpointSettings): Promise<void>;
  /** Deletes an endpoint; one that is gone already is fine. */
  remove(id: string): Promise<void>;
}

const pageSize = 100;
/** More endpoints than a resource may have. */
const mostPages = 100;
const isId = (id: unknown): id is string => typeof id === "string" && isAddressable(id);
const isEndpoint = (value: unknown): value is ListedEndpoint => isObject(value) && isId(value["id"]);

/**
 * The service's webhook endpoints. The SDK knows them on OpenAI alone: Azure has them below a path of its own,
 * on the v1 API.
 */
export const endpointRegistry = (client: Client, label: string): EndpointRegistry => {
  const root = client.endpoint.api === "openai" ? "/webhook_endpoints" : "/dashboard/webhook_endpoints";
  const entry = (id: string): string => `${root}${path`/${id}`}`;
  const ask = async (method: string, where: string, request?: JsonRequest): Promise<JsonObject> => {
    const value = await client.json(method, where, request);
    return isObject(value) ? value : {};
  };
  const remove = async (id: string): Promise<void> => {
    try {
      await ask("DELETE", entry(id));
    } catch (error) {
      if (!isAzureOpenAIError(error) || error.kind !== "notFound") throw error;
    }
  };
  return {
    list: async () => {
      const endpoints = new Map<string, ListedEndpoint>();
      let after: string | undefined;
      for (let pages = 0; pages < mostPages; pages += 1) {
        const query = [["limit", String(pageSize)] as const, ...(after ? [["after", after] as const] : [])];
        const { data, has_more: hasMore } = await ask("GET", root, { query });
        const page = Array.isArray(data) ? data.filter(isEndpoint) : [];
        const unmet = page.filter(({ id }) => !endpoints.has(id));
        for (const endpoint of unmet) endpoints.set(endpoint.id, endpoint);
        after = page.at(-1)?.id;
        if (hasMore !== true || unmet.length === 0) break;
      }
      return [...endpoints.values()];
    },
    create: async (settings) => {
      const { id, signing_secret: secret } = await ask("POST", root, { body: settings });
      if (isId(id) && typeof secret === "string" && secret !== "") return { id, secret };
      if (isId(id)) await remove(id);
      throw new Error(`${label}: the service created a webhook endpoint and did not say its secret.`);
    },
    update: async (id, settings) => void (await ask("POST", entry(id), { body: settings })),
    remove,
  };
};
