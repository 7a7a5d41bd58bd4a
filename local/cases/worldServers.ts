import {
  type ContentSafety,
  type DeploymentStore,
  EndpointControls,
  type EntraAuthority,
  type ExchangeLog,
  FaultQueue,
  type LocalEndpoint,
  type LocalEndpointOptions,
  type ResourceManager,
  type ResourceManagerOptions,
  startContentSafety,
  startLocalEndpoint,
  startResourceManager,
} from "../endpoint";
import { resource } from "./groups";

const always = Number.POSITIVE_INFINITY;

/** Batches, responses and jobs that go on for ever; all jobs at once, as many cases as there are. */
const unendingWork: LocalEndpointOptions = {
  batches: { durationMs: always },
  responses: { backgroundMs: always },
  fineTuning: { trainingMs: always, maximumRunning: always, maximumJobs: always },
};

/** What is kept of the requests to every server of a world; by default all of them, without their answers. */
export interface WorldRecords {
  /** Where each request is written down with its whole answer. */
  exchanges?: ExchangeLog;
  /** How many of the last requests each server keeps. */
  mostRequests?: number;
}

const recordsOf = (server: string, { exchanges, mostRequests }: WorldRecords) => ({
  ...(exchanges === undefined ? {} : { exchanges: exchanges.recorderOf(server) }),
  ...(mostRequests === undefined ? {} : { mostRequests }),
});

/** Two endpoints of one account: one that ends what it begins, and one that does not. */
const startEndpoints = async (
  options: LocalEndpointOptions,
  store: DeploymentStore,
  records: WorldRecords,
): Promise<{ endpoint: LocalEndpoint; unending: LocalEndpoint; entra: EntraAuthority }> => {
  const controls = options.controls ?? new EndpointControls({ ...options, deployments: store });
  const faults = options.faults instanceof FaultQueue ? options.faults : new FaultQueue(options.faults);
  const alike = { tls: true, deployments: store, ...options, controls, faults };
  const endpoint = await startLocalEndpoint({
    ...alike,
    ...recordsOf("endpoint", records),
    entra: { ...options.entra, ...recordsOf("entra", records) },
  });
  const { entra } = endpoint;
  if (!entra) throw new Error("The endpoint has no Entra authority.");
  const unending = await startLocalEndpoint({
    ...{ ...alike, ...recordsOf("unendingEndpoint", records), authority: entra, ...unendingWork },
  });
  for (const { url } of [endpoint, unending]) entra.addResource(url);
  return { endpoint, unending, entra };
};

/** Azure Resource Manager with the resource of the cases. */
const startManager = (
  { endpoint, entra, store }: { endpoint: LocalEndpoint; entra: EntraAuthority; store: DeploymentStore },
  managed: ManagedOptions,
  records: WorldRecords,
): Promise<ResourceManager> => {
  const account = { name: resource.accountName, endpoint: `${endpoint.url}/`, store };
  const resourceGroups = [{ name: resource.resourceGroup, accounts: [account] }];
  return startResourceManager({
    ...{ ...managed, ...recordsOf("resourceManager", records) },
    authority: entra,
    subscriptions: [{ id: resource.subscriptionId, resourceGroups }],
  });
};

/** How Azure Resource Manager behaves in a world. */
export type ManagedOptions = Omit<ResourceManagerOptions, "authority" | "subscriptions">;

/** How the servers of a world behave. */
interface WorldOptions {
  options: LocalEndpointOptions;
  managed: ManagedOptions;
  records: WorldRecords;
}

/** Everything that runs in a world. */
interface WorldServers {
  endpoint: LocalEndpoint;
  unending: LocalEndpoint;
  entra: EntraAuthority;
  manager: ResourceManager;
  safety: ContentSafety;
}

/** Starts the servers of an account whose deployments are in a store. */
export const startWorldServers = async (
  store: DeploymentStore,
  { options, managed, records }: WorldOptions,
): Promise<WorldServers> => {
  const { endpoint, unending, entra } = await startEndpoints(options, store, records);
  const manager = await startManager({ endpoint, entra, store }, managed, records);
  const safety = await startContentSafety({
    ...{ tls: true, issuer: entra, ...recordsOf("contentSafety", records) },
  });
  return { endpoint, unending, entra, manager, safety };
};
