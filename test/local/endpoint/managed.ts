import {
  DeploymentStore,
  type DeploymentStoreOptions,
  type EntraAuthority,
  type ManagedAccount,
  type ManagedSubscription,
  type ResourceManager,
  type ResourceManagerOptions,
  startEntraAuthority,
  startResourceManager,
} from "../../../local/endpoint";
import { shareStarted, useClosing } from "../../support/hooks";
import { type Reply, StandingClock, tokenFor, withToken } from "./support";

/** The subscription of `managedWith`. */
export const subscription = "/subscriptions/sub-1";
const provider = "providers/Microsoft.CognitiveServices";
/** The account of `managedWith`. */
export const account = `${subscription}/resourceGroups/group-a/${provider}/accounts/mine`;
/** What belongs to its region. */
export const region = `${subscription}/${provider}/locations/swedencentral`;

/** How a started Resource Manager differs from the plain one. */
export interface ManagedOptions extends Partial<Omit<ResourceManagerOptions, "authority">> {
  store?: DeploymentStoreOptions;
  account?: Partial<ManagedAccount>;
  subscription?: Partial<ManagedSubscription>;
}

/** Resource Manager with one account, and a way to call it. */
export interface Managed {
  manager: ResourceManager;
  store: DeploymentStore;
  clock: StandingClock;
  authority: EntraAuthority;
  /** Calls a path, or a whole address, with a token for Resource Manager. */
  call(method: string, path: string, body?: unknown, apiVersion?: string): Promise<Reply>;
}

/** The body of a PUT for a deployment of a model. */
export const wanted = (name: string, version?: string, sku = { name: "GlobalStandard", capacity: 10 }) => ({
  sku,
  properties: { model: { format: "OpenAI", name, ...(version === undefined ? {} : { version }) } },
});

/** Status and code of a refusal. */
export const refusalOf = ({ status, body }: Reply): [number, string] => [status, body.error?.code];

/** Starts Resource Manager for one account whose deployments are in a store. */
export const useManaged = (): ((options?: ManagedOptions) => Promise<Managed>) => {
  const shared = new StandingClock();
  const authority = shareStarted(() => startEntraAuthority({ clock: shared }));
  const closeLater = useClosing();
  return async ({ store: given, account: fields, subscription: facts, ...options } = {}) => {
    const clock = new StandingClock();
    const store = new DeploymentStore({ clock, deployments: [], ...given });
    const accounts = [{ name: "mine", store, ...fields }];
    const manager = await startResourceManager({
      authority,
      clock,
      subscriptions: [{ id: "sub-1", resourceGroups: [{ name: "group-a", accounts }], ...facts }],
      ...options,
    });
    closeLater(manager);
    const headers = withToken(await tokenFor(authority, manager.scope));
    return {
      ...{ manager, store, clock, authority },
      call: async (method, path, body, apiVersion = "2026-07-01") => {
        const url = path.startsWith("https:") ? path : `${manager.url}${path}`;
        const address = url.includes("api-version=")
          ? url
          : `${url}${url.includes("?") ? "&" : "?"}api-version=${apiVersion}`;
        const response = await fetch(address, {
          method,
          headers: { ...headers, "content-type": "application/json" },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        return {
          status: response.status,
          headers: response.headers,
          body: text === "" ? "" : JSON.parse(text),
        };
      },
    };
  };
};
