import { byPath, modelList, startAzure } from "../../dataSources/azureSetting";
import { run } from "../../support/connector";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";

type Fields = Record<string, unknown>;

/** The account of these tests, by the three names that lead to it. */
export const place = { subscriptionId: "s1", resourceGroup: "rg", accountName: "a" };

/** A list of Resource Manager as it answers one. */
export const listing = (...value: unknown[]): ScriptEntry => ({ body: { value } });

/** Resource Manager's refusal for want of a role. */
export const forbidden: ScriptEntry = {
  status: 403,
  body: {
    error: {
      code: "AuthorizationFailed",
      message:
        "The client 'x' with object id 'x' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/models/read' over scope '/subscriptions/s1/resourceGroups/rg' or the scope is invalid.",
    },
  },
};

/** A model as an account's list has it: flags are texts, and rules that there are none of are null. */
export const managed = (name: string, version: string, more: Fields = {}): Fields => ({
  name,
  version,
  format: "OpenAI",
  baseModel: null,
  isDefaultVersion: false,
  maxCapacity: 3,
  finetuneCapabilities: null,
  capabilities: { chatCompletion: "true", maxContextToken: "128000", area: "EUR" },
  deprecation: { inference: "2099-04-14T00:00:00Z" },
  lifecycleStatus: "GenerallyAvailable",
  skus: ["GlobalStandard"].map((sku) => ({
    name: sku,
    usageName: `OpenAI.${sku}.${name}`,
    capacity: { minimum: null, maximum: 1000, step: null, default: 10 },
  })),
  ...more,
});

/** A deployment as an account's list has it. */
export const deployed = (name: string, model: string, version: string, more: Fields = {}): Fields => ({
  id: `/subscriptions/s1/x/deployments/${name}`,
  name,
  sku: { name: "GlobalStandard", capacity: 50 },
  properties: {
    model: { format: "OpenAI", name: model, version },
    capabilities: { chatCompletion: "true" },
    provisioningState: "Succeeded",
    ...more,
  },
});

/** Resource Manager and the service on loopback, both by scripts. */
export interface CatalogueSetting {
  /** The service, whose catalogue is answered below `/models`. */
  service: ScriptedServer;
  manager: ScriptedServer;
  /** What Resource Manager answers, by the ends of its paths. */
  manage(entries: Record<string, ScriptEntry>): void;
  /** What the service answers, by the ends of its paths. */
  serve(entries: Record<string, ScriptEntry>): void;
  /** Runs an action with a service principal, for the account of these tests. */
  runManaged(action: string, params?: Fields): Promise<Fields>;
  /** Runs an action with a key. */
  runWithKey(action: string, params?: Fields, fields?: Fields): Promise<Fields>;
  principal(): Fields;
  close(): Promise<void>;
}

/** Starts both, with one model at the service and none at Resource Manager. */
export const startCatalogue = async (): Promise<CatalogueSetting> => {
  const azure = await startAzure();
  const manager = await azure.serve();
  const dataOf = async (action: string, params: Fields) => (await run(action, params)).data as Fields;
  const principal = (): Fields =>
    azure.principal(undefined, { managementHost: manager.url }) as unknown as Fields;
  return {
    service: azure.service,
    manager,
    manage: (entries) => manager.script(byPath(entries)),
    serve: (entries) => azure.service.script(byPath({ "/models": modelList("gpt-5.4"), ...entries })),
    runManaged: (action, params = {}) => dataOf(action, { connection: principal(), ...place, ...params }),
    runWithKey: (action, params = {}, fields = {}) => {
      const base = fields["isOpenAIKey"] ? `${azure.service.url}/v1` : undefined;
      return dataOf(action, { connection: azure.withKey(base, fields), ...params });
    },
    principal,
    close: azure.close,
  };
};
