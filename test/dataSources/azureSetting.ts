import { inspect } from "node:util";
import { type EntraAuthority, startEntraAuthority } from "../../local/endpoint/azure/entra/entraAuthority";
import type {
  ManagedAccount,
  ManagedSubscription,
} from "../../local/endpoint/azure/resourceManager/managedResources";
import {
  type ResourceManager,
  type ResourceManagerOptions,
  startResourceManager,
} from "../../local/endpoint/azure/resourceManager/startResourceManager";
import { entraConnection, harness, keyConnection, silentLogger } from "../support/connector";
import {
  type ReceivedRequest,
  type ScriptEntry,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../support/scriptedServer";
import { trustLocalCertificate } from "../support/trust";

/** A choice as a form shows it. */
export interface Choice {
  key: string;
  label: string;
}

/** A picker's choices, and what it wrote into the log at warn. */
export interface Picked {
  choices: Choice[];
  warnings: string[];
}

type Fields = Record<string, unknown>;

/** Runs a picker as the platform does. */
export const pick = async (picker: string, params: Fields): Promise<Picked> => {
  const warnings: string[] = [];
  const logger = {
    ...silentLogger,
    warn: (...values: unknown[]) => void warnings.push(values.map(String).join(" ")),
  };
  const { result } = await harness.dataSource(picker, params, { logger } as never);
  return { choices: result as Choice[], warnings };
};

/** The keys of a picker's choices. */
export const pickKeys = async (picker: string, params: Fields): Promise<string[]> =>
  (await pick(picker, params)).choices.map(({ key }) => key);

/** The service, Azure Resource Manager and Entra on loopback, all over TLS. */
export interface AzureSetting {
  entra: EntraAuthority;
  /** The resource: its models, and the project's list. */
  service: ScriptedServer;
  /** Resource Manager of the last call to `manage`. */
  readonly manager: ResourceManager;
  /** Starts Resource Manager anew with these resources. */
  manage(options: Omit<ResourceManagerOptions, "authority">): Promise<void>;
  /** A service principal's connection to the service, or to another endpoint. */
  principal(endpoint?: string, fields?: Fields): ReturnType<typeof entraConnection>;
  /** A pasted token's connection. */
  pasted(endpoint?: string): Fields & { key: string };
  /** A key's connection that names Resource Manager as well, which it has to leave alone. */
  withKey(endpoint?: string, fields?: Fields): ReturnType<typeof keyConnection>;
  /** Starts another server that tokens can be had for; it ends with the setting. */
  serve(...entries: ScriptEntry[]): Promise<ScriptedServer>;
  /** Paths that Resource Manager was asked for. */
  managed(): string[];
  /** For whom the tokens were that arrived there. */
  audiencesAt(requests: ReadonlyArray<{ headers: { authorization?: string | undefined } }>): string[];
  close(): Promise<void>;
}

/** Answers by path: the entry whose key the request's path ends in, else 404. */
export const byPath =
  (entries: Record<string, ScriptEntry>): ScriptEntry =>
  (request: ReceivedRequest, response) => {
    const { pathname } = new URL(request.url, "https://localhost");
    const entry = Object.entries(entries).find(([path]) => pathname.endsWith(path))?.[1];
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry ?? { status: 404, body: { error: { message: "Resource not found" } } });
  };

/** A catalogue of models, by their ids or whole. */
export const modelList = (...models: Array<string | Fields>) => ({
  body: {
    object: "list",
    data: models.map((model) => ({
      object: "model",
      ...(typeof model === "string" ? { id: model } : model),
    })),
  },
});

/** A subscription that has this one account, in the group rg. */
export const subscriptionWith = (id: string, ...accounts: ManagedAccount[]): ManagedSubscription => ({
  id,
  name: `Subscription ${id}`,
  resourceGroups: [{ name: "rg", accounts }],
});

/** Starts everything; nothing is managed yet. */
export const startAzure = async (): Promise<AzureSetting> => {
  const distrust = await trustLocalCertificate();
  const entra = await startEntraAuthority();
  const service = await startScriptedServer([], { tls: true });
  let manager = await startResourceManager({ authority: entra });
  const others: ScriptedServer[] = [];
  const fieldsOf = (fields: Fields) => ({ managementHost: manager.url, ...fields });
  return {
    entra,
    service,
    get manager() {
      return manager;
    },
    manage: async (options) => {
      await manager.close();
      manager = await startResourceManager({ authority: entra, ...options });
    },
    principal: (endpoint = service.url, fields = {}) =>
      entraConnection(entra as never, endpoint, fieldsOf(fields)),
    pasted: (endpoint = service.url) => ({
      key: "entraToken",
      configVarKey: "Azure OpenAI",
      fields: {
        accessToken: "pasted-token-0123456789",
        endpoint,
        apiVersion: "v1",
        managementHost: manager.url,
      },
    }),
    withKey: (endpoint = service.url, fields = {}) => keyConnection(endpoint, fieldsOf(fields)),
    serve: async (...entries) => {
      const other = await startScriptedServer(entries, { tls: true });
      others.push(other);
      entra.addResource(other.url);
      return other;
    },
    managed: () => manager.requests.map(({ path }) => path),
    audiencesAt: (requests) => [
      ...new Set(
        requests.map(({ headers }) => {
          const token = headers.authorization?.replace("Bearer ", "");
          const issued = entra.tokensIssued.find((candidate) => candidate.token === token);
          return issued?.audience ?? `unknown: ${inspect(token)}`;
        }),
      ),
    ],
    close: async () => {
      distrust();
      await Promise.all([entra, service, manager, ...others].map((server) => server.close()));
    },
  };
};
