import {
  DeploymentStore,
  type EntraAuthority,
  type FineTuningOptions,
  type LocalEndpoint,
  type LocalEndpointOptions,
  type ResourceManager,
  type ResourceManagerOptions,
  startEntraAuthority,
  startLocalEndpoint,
  startResourceManager,
} from "../../../local/endpoint";
import { clock } from "../../../src/client/clock";
import { entraConnection, keyConnection, run, testKey } from "../../support/connector";

type Fields = Record<string, unknown>;

/** What the step gives, as far as the tests look at it. */
export interface FineTuned {
  stage: string;
  isDone: boolean;
  isReady: boolean;
  waitsFor: string | null;
  since: string | null;
  nextLook: string | null;
  stopReason: string | null;
  model: string | null;
  fineTunedModel: string | null;
  deploymentName: string | null;
  jobId: string | null;
  fileIds: Record<string, string>;
  systemMessage: string | null;
  counts: Fields | null;
  evaluation: (Fields & { score: number; otherScore: number | null; passed: boolean }) | null;
  state: Fields;
  warnings: string[];
}

/** How a world differs from the plain one. */
export interface WorldOptions extends Partial<LocalEndpointOptions> {
  fineTuning?: FineTuningOptions;
  manager?: Partial<ResourceManagerOptions>;
  store?: { dataPlaneDelayMs?: number; deployments?: string[] };
  api?: "azure" | "openai";
}

/** What there is at the end. */
export interface Existing {
  files: string[];
  jobs: Fields[];
  deployments: string[];
}

/** A resource with its models, files, jobs and deployments, and Azure Resource Manager. */
export interface FineTuneWorld {
  endpoint: LocalEndpoint;
  manager: ResourceManager;
  store: DeploymentStore;
  step(form?: Fields, context?: Fields): Promise<FineTuned>;
  existing(): Promise<Existing>;
  close(): Promise<void>;
}

/** The time of the tests, for the look-alikes as well. */
const sharedClock = {
  nowMs: () => clock.now(),
  wait: (delayMs: number, signal?: AbortSignal) => clock.wait(delayMs, signal),
};

/** An authority in the time of the tests. */
export const startAuthority = (): Promise<EntraAuthority> => startEntraAuthority({ clock: sharedClock });

/** Questions and answers that a base model does not know. */
export const examples = (count = 40) =>
  Array.from({ length: count }, (_, index) => ({
    prompt: `What does item number ${index} of the catalogue cost?`,
    completion: `Item ${index} costs ${index * 3 + 1} crowns.`,
  }));

/** Questions of a few kinds, so that what is learned of some answers the others. */
export const kinds = (count = 60) =>
  Array.from({ length: count }, (_, index) => ({
    prompt: `Ticket ${index}: ${["my parcel is late again", "I can't log in to the shop", "please send the invoice once more"][index % 3]}`,
    completion: ["delivery", "account", "billing"][index % 3],
  }));

/** The least that has to be filled in. */
export const form = {
  baseModel: "gpt-4.1-mini-2025-04-14",
  suffix: "support",
  deploymentName: "my-support",
};

const place = { subscriptionId: "s1", resourceGroup: "rg", accountName: "mine" };

/** Starts a world; an authority that is given is left running. */
export const startWorld = async (
  { manager: managed = {}, store: stored = {}, api = "azure", ...options }: WorldOptions = {},
  given?: EntraAuthority,
): Promise<FineTuneWorld> => {
  const authority = given ?? (await startAuthority());
  const { deployments = ["gpt-5.4", "my-base"], ...storeOptions } = stored;
  const store = new DeploymentStore({
    clock: sharedClock,
    deployments: deployments.map((name) => ({
      name,
      model: name === "my-base" ? "gpt-4.1-mini" : "gpt-5.4",
    })),
    ...storeOptions,
  });
  const endpoint = await startLocalEndpoint({
    ...{
      tls: true,
      apiKey: testKey,
      clock: sharedClock,
      deployments: api === "openai" ? undefined : store,
      authority,
    },
    ...options,
  });
  authority.addResource(endpoint.url);
  const account = { name: place.accountName, endpoint: `${endpoint.url}/`, store };
  const manager = await startResourceManager({
    ...{ authority, clock: sharedClock },
    subscriptions: [
      { id: place.subscriptionId, resourceGroups: [{ name: place.resourceGroup, accounts: [account] }] },
    ],
    ...managed,
  });
  const connection =
    api === "openai"
      ? keyConnection(`${endpoint.url}/v1`, { isOpenAIKey: "true", defaultModel: "" })
      : entraConnection({ ...endpoint, entra: authority }.entra, endpoint.url, {
          managementHost: manager.url,
          defaultModel: "",
        });
  const ask = async (path: string): Promise<Fields[]> => {
    const { data } = await run("rawRequest", { connection, url: path, method: "GET" });
    return (data as { data: Fields[] }).data;
  };
  return {
    endpoint,
    manager,
    store,
    step: async (fields = {}, context = {}) => {
      const { deployment = {}, ...rest } = fields as { deployment?: Fields };
      const all = {
        connection,
        ...form,
        ...rest,
        deployment: api === "openai" ? deployment : { ...place, ...deployment },
      };
      return (await run("fineTuneAndDeploy", all, context)).data as FineTuned;
    },
    existing: async () => ({
      files: (await ask("/files?purpose=fine-tune")).map(({ filename }) => String(filename)),
      jobs: await ask("/fine_tuning/jobs"),
      deployments: store.list().flatMap(({ name }) => (deployments.includes(name) ? [] : [name])),
    }),
    close: async () => {
      await Promise.all([endpoint.close(), manager.close(), given ? undefined : authority.close()]);
    },
  };
};
