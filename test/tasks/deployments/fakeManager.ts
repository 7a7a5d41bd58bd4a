import type { ReceivedRequest, ScriptEntry, ScriptedAnswer } from "../../support/scriptedServer";
import { sendAnswer } from "../../support/scriptedServer";

type Fields = Record<string, unknown>;

/** The account's path. */
export const account =
  "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/my-resource";

/** An answer of a test's own in place of the manager's; undefined leaves it to the manager. */
export type Interception = (request: ReceivedRequest, path: string) => ScriptEntry | undefined;

/** Azure Resource Manager with one account, for tests that say what happens to which call. */
export interface FakeManager {
  script: ScriptEntry;
  deployments: Map<string, Fields>;
  models: Fields[];
  /** Method, path below the account and, of a change, the body. */
  calls: string[];
  bodies: unknown[];
  /** The api-versions, in the order of the calls. */
  versions: (string | null)[];
  /** How many looks an operation takes to its end. */
  looks: number;
  /** How an operation ends. */
  outcome: { status: string; error?: Fields };
  intercept: Interception;
}

/** Azure Resource Manager's error. */
export const refusal = (status: number, code: string, message: string): ScriptedAnswer => ({
  status,
  body: { error: { code, message } },
});

/** A deployment as the manager keeps it. */
export const deployment = (name: string, more: Fields = {}, properties: Fields = {}): Fields => ({
  id: `${account}/deployments/${name}`,
  type: "Microsoft.CognitiveServices/accounts/deployments",
  name,
  sku: { name: "GlobalStandard", capacity: 10 },
  properties: {
    model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
    raiPolicyName: "Microsoft.DefaultV2",
    provisioningState: "Succeeded",
    rateLimits: [{ key: "request", renewalPeriod: 10, count: 10 }],
    ...properties,
  },
  ...more,
});

/** A model of the account's list. */
export const model = (name: string, version: string, more: Fields = {}): Fields => ({
  format: "OpenAI",
  name,
  version,
  isDefaultVersion: false,
  lifecycleStatus: "GenerallyAvailable",
  skus: [{ name: "GlobalStandard", usageName: `OpenAI.GlobalStandard.${name}`, capacity: { default: 20 } }],
  ...more,
});

/** Starts with one model and nothing deployed. */
export const createFakeManager = (): FakeManager => {
  let running = 0;
  let ended: (() => void) | undefined;
  const manager: FakeManager = {
    script: {},
    deployments: new Map(),
    models: [model("gpt-5.4", "2026-03-05", { isDefaultVersion: true })],
    calls: [],
    bodies: [],
    versions: [],
    looks: 1,
    outcome: { status: "Succeeded" },
    intercept: () => undefined,
  };
  const begin = (end: () => void): void => {
    running = manager.looks;
    ended = end;
  };
  const stateOf = (name: string, state: string): void => {
    const kept = manager.deployments.get(name);
    if (kept) kept["properties"] = { ...(kept["properties"] as Fields), provisioningState: state };
  };
  const change = (method: string, name: string, body: Fields, origin: string): ScriptedAnswer => {
    const before = manager.deployments.get(name);
    const operation = `${origin}/subscriptions/s1/providers/Microsoft.CognitiveServices/locations/x/operations/1?api-version=1`;
    if (method === "DELETE") {
      if (!before) return { status: 204 };
      stateOf(name, "Deleting");
      begin(() => manager.deployments.delete(name));
      return { status: 202, headers: { location: operation, "retry-after": "0" } };
    }
    const merged = method === "PUT" ? body : { ...before, ...body };
    manager.deployments.set(name, { ...deployment(name), ...merged });
    stateOf(name, before ? "Updating" : "Creating");
    begin(() => stateOf(name, manager.outcome.status));
    const header = method === "PUT" ? "azure-asyncoperation" : "location";
    const status = method === "PUT" ? (before ? 200 : 201) : 202;
    return { status, headers: { [header]: operation }, body: manager.deployments.get(name) ?? {} };
  };
  const operation = (): ScriptedAnswer => {
    running -= 1;
    if (running > 0) return { status: 202, body: { id: "1", status: "InProgress" } };
    ended?.();
    return { body: { id: "1", ...manager.outcome } };
  };
  const answer = ({ method, body, headers }: ReceivedRequest, path: string): ScriptedAnswer => {
    const [, kind = "", id = ""] = path.split("/");
    const name = decodeURIComponent(id);
    if (path.includes("/operations/")) return operation();
    if (path === "") return { body: { id: account, name: "my-resource", location: "swedencentral" } };
    if (kind === "models") return { body: { value: manager.models } };
    if (kind === "raiPolicies") return { body: { name } };
    if (kind !== "deployments") return refusal(404, "NotFound", `Nothing is at ${path}.`);
    if (id === "") return { body: { value: [...manager.deployments.values()] } };
    if (method !== "GET")
      return change(method, name, JSON.parse(body || "{}") as Fields, `https://${headers.host}`);
    const kept = manager.deployments.get(name);
    const missing = `The Resource 'Microsoft.CognitiveServices/accounts/my-resource/deployments/${name}' was not found.`;
    return kept ? { body: kept } : refusal(404, "ResourceNotFound", missing);
  };
  manager.script = (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "https://localhost");
    const path = pathname.startsWith(account) ? pathname.slice(account.length) : pathname;
    manager.calls.push(
      `${request.method} ${path.replace(/^\/subscriptions\/s1\/providers.*\/operations\//, "/operations/")}`,
    );
    manager.versions.push(searchParams.get("api-version"));
    if (request.method !== "GET")
      manager.bodies.push(request.body === "" ? undefined : JSON.parse(request.body));
    const entry = manager.intercept(request, path) ?? answer(request, path);
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  };
  return manager;
};
