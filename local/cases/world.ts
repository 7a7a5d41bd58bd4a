import {
  type ContentSafety,
  DeploymentStore,
  EndpointControls,
  type EntraAuthority,
  type ExchangeLog,
  FaultQueue,
  type IssuedToken,
  type LocalEndpoint,
  type LocalEndpointOptions,
  type ResourceManager,
  type ResourceManagerOptions,
  startContentSafety,
  startLocalEndpoint,
  startResourceManager,
} from "../endpoint";
import type { EnteredConnection } from "../platform/connection";
import { resource } from "./groups";
import type { Need } from "./stepCase";

/**
 * The ways to connect: a key to each of the three APIs, and a service principal. The dated one and the last name a
 * Content Safety resource as well.
 */
export const connectionKinds = ["v1", "dated", "openai", "entra"] as const;
/** One of them. */
export type ConnectionKind = (typeof connectionKinds)[number];

/** The ways that can meet what a step needs: Azure Resource Manager takes no keys. */
export const waysToConnect = (kinds: readonly ConnectionKind[], needs?: Need): ConnectionKind[] =>
  needs === "resourceManager" ? ["entra"] : [...kinds];

/** Everything on loopback that the steps of cases call. */
export interface CaseWorld {
  /** The certificate to trust. */
  certificate: string;
  /** The endpoint for what a step needs. */
  endpointFor(needs?: Need): LocalEndpoint;
  connectionTo(kind: ConnectionKind, needs?: Need): EnteredConnection;
  /** What can be changed of both endpoints while they run; they follow together. */
  readonly controls: EndpointControls;
  /** The faults that wait: those of both endpoints in one queue, and those of the servers beside them. */
  readonly faults: Readonly<Record<"endpoint" | "resourceManager" | "contentSafety", FaultQueue>>;
  /** What Azure Resource Manager was asked for. */
  readonly managed: ResourceManager["requests"];
  /** The tokens that the service principal was given. */
  tokensIssued(): readonly IssuedToken[];
  close(): Promise<void>;
}

/** What is deployed from the beginning. */
const deployments = [
  ...["gpt-5.4", "gpt-5.4-mini", "gpt-image-2", "gpt-image-1.5", "text-embedding-3-large", "gpt-transcribe"],
  ...["gpt-4o-mini-tts", "my-other-voice"],
  // On OpenAI a model, and here a deployment whose content filter judges.
  { name: "omni-moderation-latest", model: "gpt-5.4" },
  ...["my-paused", "my-short-lived"].map((name) => ({ name, model: "gpt-5.4-mini" })),
  "whisper",
  { name: "my-speakers", model: "gpt-4o-transcribe-diarize" },
  { name: "my-batch", model: "gpt-5.4", sku: { name: "GlobalBatch", capacity: 50 } },
];

/** What steps that name no model ask, and what tokens cost. */
const models = { defaultModel: "gpt-5.4", prices: [{ key: "gpt-5.4", value: "1.25 / 0.125 / 10" }] };

/** The date of the dated connection. */
const datedVersion = "2024-10-21";

const keyFields: Record<
  Exclude<ConnectionKind, "entra">,
  (url: string, safety: Record<string, string>) => Record<string, unknown>
> = {
  v1: (endpoint) => ({ ...models, endpoint }),
  dated: (endpoint, safety) => ({ ...models, endpoint, apiVersion: datedVersion, ...safety }),
  openai: (url) => ({ ...models, endpoint: `${url}/v1`, isOpenAIKey: "true" }),
};

const always = Number.POSITIVE_INFINITY;

/** Batches, responses and jobs that go on for ever; all jobs at once, as many cases as there are. */
const unendingWork: LocalEndpointOptions = {
  batches: { durationMs: always },
  responses: { backgroundMs: always },
  fineTuning: { trainingMs: always, maximumRunning: always, maximumJobs: always },
};

/** The fields of a service principal's connection that are Entra's. */
const principalOf = ({ tenantId, clientId, clientSecret, authorityHost }: EntraAuthority) => ({
  tenantId,
  clientId,
  clientSecret,
  authorityHost,
});

/** What a connection names beside its endpoint. */
interface Surroundings {
  entra: EntraAuthority;
  manager: ResourceManager;
  safety: ContentSafety;
}

const connectionOf = (
  kind: ConnectionKind,
  { url, apiKey }: LocalEndpoint,
  { entra, manager, safety }: Surroundings,
): EnteredConnection => {
  const contentSafetyEndpoint = safety.url;
  const safetyFields = { contentSafetyEndpoint, contentSafetyKey: safety.apiKey };
  if (kind !== "entra") return { key: "apiKey", fields: { apiKey, ...keyFields[kind](url, safetyFields) } };
  const endpoints = { endpoint: url, managementHost: manager.url, contentSafetyEndpoint };
  return { key: "entraServicePrincipal", fields: { ...principalOf(entra), ...models, ...endpoints } };
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

/**
 * Starts an endpoint, one whose batches and fine-tuning jobs go on for ever, and Azure Resource Manager with the resource
 * of the cases.
 * @param options - how both endpoints behave
 * @param managed - how Azure Resource Manager behaves
 * @param records - what is kept of the requests
 */
export const startCaseWorld = async (
  options: LocalEndpointOptions = {},
  managed: Omit<ResourceManagerOptions, "authority" | "subscriptions"> = {},
  records: WorldRecords = {},
): Promise<CaseWorld> => {
  const store = new DeploymentStore({ deployments });
  const { endpoint, unending, entra } = await startEndpoints(options, store, records);
  const { certificate, controls } = endpoint;
  if (certificate === undefined) throw new Error("The endpoint has no certificate.");
  const account = { name: resource.accountName, endpoint: `${endpoint.url}/`, store };
  const resourceGroups = [{ name: resource.resourceGroup, accounts: [account] }];
  const manager = await startResourceManager({
    ...{ ...managed, ...recordsOf("resourceManager", records) },
    authority: entra,
    subscriptions: [{ id: resource.subscriptionId, resourceGroups }],
  });
  const safety = await startContentSafety({
    ...{ tls: true, issuer: entra, ...recordsOf("contentSafety", records) },
  });
  const endpointFor = (needs?: Need): LocalEndpoint => (needs === "unendingBatches" ? unending : endpoint);
  return {
    ...{ certificate, controls, endpointFor },
    connectionTo: (kind, needs) => connectionOf(kind, endpointFor(needs), { entra, manager, safety }),
    faults: { endpoint: endpoint.faults, resourceManager: manager.faults, contentSafety: safety.faults },
    managed: manager.requests,
    tokensIssued: () => entra.tokensIssued,
    close: async () => {
      await Promise.all([endpoint.close(), unending.close(), manager.close(), safety.close()]);
    },
  };
};
