import type { Client } from "../../client/createClient";
import { path } from "../../client/endpoint/path";
import { AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import type { JsonRequest } from "../../client/sending/ownCalls";
import { optional } from "../../inputs/optional";
import { readPages } from "../../tasks/lists/readPages";
import { isAddressable } from "../../text/isAddressable";
import { isObject, type JsonObject } from "../../text/isObject";
import type { SavedReceiver } from "./savedReceiver";

/** Settings of a receiver: its URL, and the events sent there. */
export interface ReceiverSettings {
  name: string;
  url: string;
  event_types: string[];
}

/** A receiver in the service's list. */
interface ListedReceiver extends Partial<ReceiverSettings> {
  id: string;
}

/** The webhook receivers of a resource or project. */
export interface ReceiverRegistry {
  list(): Promise<ListedReceiver[]>;
  /** @throws AzureOpenAIError when the answer has no secret; the receiver is deleted then. */
  create(settings: ReceiverSettings): Promise<SavedReceiver>;
  update(id: string, settings: ReceiverSettings): Promise<void>;
  /** Deletes a receiver. One that no longer exists is no error. */
  remove(id: string): Promise<void>;
}

const pageSize = 100;
/** More pages than the receivers of a resource fill. */
const mostPages = 100;
const isId = (id: unknown): id is string => typeof id === "string" && isAddressable(id);
const isReceiver = (listed: JsonObject): listed is JsonObject & ListedReceiver => isId(listed["id"]);

/**
 * Makes the registry of a service's webhook receivers. The SDK has them for OpenAI alone; Azure has them under a path
 * of its own in the v1 API.
 */
export const receiverRegistry = (client: Client): ReceiverRegistry => {
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
      const { entries } = await readPages<JsonObject>({
        ask: async (after) => {
          const query = Object.entries({ limit: String(pageSize), ...optional("after", after) });
          const { data, has_more } = await ask("GET", root, { query });
          return { data: Array.isArray(data) ? data : [], has_more };
        },
        isEnough: () => false,
        mostPages,
      });
      return entries.filter(isReceiver);
    },
    create: async (settings) => {
      const { id, signing_secret: secret } = await ask("POST", root, { body: settings });
      if (isId(id) && typeof secret === "string" && secret !== "") return { id, secret };
      if (isId(id)) await remove(id);
      const what = `${client.action}: the service created a webhook receiver and did not say its secret.`;
      throw new AzureOpenAIError({ what }, { kind: "unexpectedResponse", attempts: 1 });
    },
    update: async (id, settings) => void (await ask("POST", entry(id), { body: settings })),
    remove,
  };
};
