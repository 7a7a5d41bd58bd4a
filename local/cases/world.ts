import {
  type ContentSafety,
  DeploymentStore,
  type EndpointControls,
  type EntraAuthority,
  type FaultQueue,
  type IssuedToken,
  type LocalEndpoint,
  type LocalEndpointOptions,
  type ResourceManager,
} from "../endpoint";
import type { EnteredConnection } from "../platform/connection";
import type { Need } from "./stepCase";
import { type ManagedOptions, startWorldServers, type WorldRecords } from "./worldServers";

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
  readonly faults: Readonly<Record<"endpoint" | "entra" | "resourceManager" | "contentSafety", FaultQueue>>;
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

/**
 * Starts an endpoint, one whose batches and fine-tuning jobs go on for ever, and Azure Resource Manager with the resource
 * of the cases.
 * @param options - how both endpoints behave
 * @param managed - how Azure Resource Manager behaves
 * @param records - what is kept of the requests
 */
export const startCaseWorld = async (
  options: LocalEndpointOptions = {},
  managed: ManagedOptions = {},
  records: WorldRecords = {},
): Promise<CaseWorld> => {
  const store = new DeploymentStore({ deployments });
  const servers = await startWorldServers(store, { options, managed, records });
  const { endpoint, unending, entra, manager, safety } = servers;
  const { certificate, controls } = endpoint;
  if (certificate === undefined) throw new Error("The endpoint has no certificate.");
  const endpointFor = (needs?: Need): LocalEndpoint => (needs === "unendingBatches" ? unending : endpoint);
  return {
    ...{ certificate, controls, endpointFor },
    connectionTo: (kind, needs) => connectionOf(kind, endpointFor(needs), { entra, manager, safety }),
    faults: {
      ...{ endpoint: endpoint.faults, entra: entra.faults },
      ...{ resourceManager: manager.faults, contentSafety: safety.faults },
    },
    managed: manager.requests,
    tokensIssued: () => entra.tokensIssued,
    close: async () => {
      await Promise.all([endpoint.close(), unending.close(), manager.close(), safety.close()]);
    },
  };
};
