import { startLocalEndpoint } from "../../../local/endpoint";
import { useClosing, useLocalTrust } from "../../support/hooks";
import { account, refusalOf, region, useManaged, wanted } from "./managed";
import { ask, call as callEndpoint } from "./support";

useLocalTrust();
const start = useManaged();
const closeLater = useClosing();
const one = `${account}/deployments/team`;

const headerOf = ({ headers }: { headers: Headers }, name: string): string => headers.get(name) ?? "";

test("a deployment is made as an operation, and served by the data plane later", async () => {
  const { call, store, clock } = await start({
    operations: { createMs: 100_000 },
    store: { dataPlaneDelayMs: 60_000 },
  });
  const endpoint = await startLocalEndpoint({ clock, deployments: store });
  closeLater(endpoint);
  const chat = async () =>
    (await callEndpoint(endpoint, "/openai/v1/chat/completions", ask("Hello", { model: "team" }))).status;

  const made = await call("PUT", one, { ...wanted("gpt-5.4", "2026-03-05"), tags: { team: "a" } });
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: one,
    name: "team",
    sku: { name: "GlobalStandard", capacity: 10 },
    tags: { team: "a" },
    properties: {
      model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
      versionUpgradeOption: "OnceNewDefaultVersionAvailable",
      raiPolicyName: "Microsoft.DefaultV2",
      provisioningState: "Accepted",
      deploymentState: "Running",
      rateLimits: [
        { key: "request", renewalPeriod: 10, count: 10 },
        { key: "token", renewalPeriod: 60, count: 10_000 },
      ],
    },
  });
  expect(made.headers.get("retry-after")).toBe("10");
  const operation = headerOf(made, "azure-asyncoperation");
  expect(operation).toContain(`${region}/operationsStatus/`);
  const states = async () => [
    (await call("GET", operation)).body.status,
    (await call("GET", one)).body.properties.provisioningState,
    await chat(),
  ];
  expect(await states()).toEqual(["Accepted", "Accepted", 404]);
  clock.advance(50_000);
  expect(await states()).toEqual(["Creating", "Creating", 404]);
  clock.advance(50_000);
  expect(await states()).toEqual(["Succeeded", "Succeeded", 404]);
  clock.advance(60_000);
  expect(await states()).toEqual(["Succeeded", "Succeeded", 200]);
});

test("a creation may end as Failed, with its reason at the operation; put again, it is made anew", async () => {
  const failure = { code: "InternalServerError", message: "The deployment could not be provisioned." };
  const { call, clock } = await start({ operations: { createMs: 10_000, failures: { team: failure } } });
  const made = await call("PUT", one, wanted("gpt-5.4"));
  clock.advance(10_000);
  const { body } = await call("GET", headerOf(made, "azure-asyncoperation"));
  expect(body).toMatchObject({ status: "Failed", error: failure });
  expect((await call("GET", one)).body.properties.provisioningState).toBe("Failed");
  const again = await call("PUT", one, wanted("gpt-5.4"));
  expect([again.status, again.body.properties.provisioningState]).toEqual([200, "Accepted"]);
});

test("PUT replaces the whole, so that what it leaves out goes back to what the service fills in", async () => {
  const { call } = await start();
  const { properties, sku } = wanted("gpt-5.4");
  await call("PUT", one, {
    sku,
    tags: { team: "a" },
    properties: { ...properties, raiPolicyName: "strict", versionUpgradeOption: "NoAutoUpgrade" },
  });
  const replaced = await call("PUT", one, wanted("gpt-5.4", undefined, { name: "Standard", capacity: 5 }));
  expect(replaced.status).toBe(200);
  const { body } = await call("GET", one);
  expect(body).not.toHaveProperty("tags");
  expect(body.sku).toEqual({ name: "Standard", capacity: 5 });
  expect(body.properties).toMatchObject({
    raiPolicyName: "Microsoft.DefaultV2",
    versionUpgradeOption: "OnceNewDefaultVersionAvailable",
  });
});

test("PATCH takes sku and tags alone, and leads to its operation by the location", async () => {
  const { call, clock } = await start({
    operations: { updateMs: 5_000 },
    store: { deployments: ["gpt-5.4"] },
  });
  const path = `${account}/deployments/gpt-5.4`;
  expect(refusalOf(await call("PATCH", path, { properties: {} }))).toEqual([400, "InvalidRequestContent"]);
  const patched = await call("PATCH", path, {
    sku: { name: "GlobalStandard", capacity: 70 },
    tags: { a: "1" },
  });
  expect([patched.status, patched.body]).toEqual([202, ""]);
  const location = headerOf(patched, "location");
  const waiting = await call("GET", location);
  expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([202, "5"]);
  clock.advance(5_000);
  const { status, body } = await call("GET", location);
  expect([status, body.sku.capacity, body.tags]).toEqual([200, 70, { a: "1" }]);
  expect(refusalOf(await call("PATCH", one, { tags: {} }))).toEqual([404, "ResourceNotFound"]);
});

test("DELETE is 202 and goes on; of what is not there, it is 204", async () => {
  const { call, clock, store } = await start({
    operations: { deleteMs: 5_000 },
    store: { deployments: [{ name: "team", model: "gpt-5.4" }] },
  });
  const deleted = await call("DELETE", one);
  expect(deleted.status).toBe(202);
  expect((await call("GET", one)).body.properties.provisioningState).toBe("Deleting");
  expect(store.lookUp("team", "azureV1").state).toBe("served");
  clock.advance(5_000);
  expect((await call("GET", headerOf(deleted, "location"))).status).toBe(204);
  expect(refusalOf(await call("GET", one))).toEqual([404, "ResourceNotFound"]);
  expect(store.lookUp("team", "azureV1").state).toBe("unknown");
  expect((await call("DELETE", one)).status).toBe(204);
});

test("pause and resume can be repeated, and are there for three SKUs and since one version", async () => {
  const { call, store } = await start({
    store: {
      deployments: [
        { name: "team", model: "gpt-5.4" },
        { name: "batch", model: "gpt-5.4", sku: { name: "GlobalBatch", capacity: 1 } },
      ],
    },
  });
  const states: unknown[] = [];
  for (const verb of ["pause", "pause", "resume", "resume"]) {
    const { status, body } = await call("POST", `${one}/${verb}`);
    states.push([status, body.properties.deploymentState, store.lookUp("team", "azureV1").state]);
  }
  const paused = [200, "Paused", "paused"];
  const running = [200, "Running", "served"];
  expect(states).toEqual([paused, paused, running, running]);
  const refused = await call("POST", `${account}/deployments/batch/pause`);
  expect(refusalOf(refused)).toEqual([400, "InvalidResourceProperties"]);
  const early = await call("POST", `${one}/pause`, undefined, "2024-10-01");
  expect(refusalOf(early)).toEqual([400, "NoRegisteredProviderFound"]);
  expect(early.body.error.message).toContain("The supported api-versions are '2026-07-01'");
});

test("lists what a deployment could be changed to", async () => {
  const { call } = await start({ store: { deployments: [{ name: "team", model: "gpt-5.4" }] } });
  const { body } = await call("GET", `${one}/skus`);
  expect(body.value).toContainEqual({
    resourceType: "Microsoft.CognitiveServices/accounts/deployments",
    sku: { name: "GlobalProvisionedManaged" },
    capacity: { minimum: 15, maximum: 100_000, step: 5, default: 15 },
  });
});

test("PUT of what is there leads to an operation only while one goes on", async () => {
  const deployments = [{ name: "team", model: "gpt-5.4" }];
  const headers = async (updateMs: number) => {
    const { call } = await start({ operations: { updateMs }, store: { deployments } });
    const { headers } = await call("PUT", one, wanted("gpt-5.4"));
    return ["azure-asyncoperation", "location", "retry-after"].map((name) => headers.get(name));
  };
  expect(await headers(0)).toEqual([null, null, null]);
  expect(await headers(4_000)).toEqual([expect.stringContaining("/operationsStatus/"), null, "4"]);
});

test("a deployment for developers lives a day", async () => {
  const { store, call, clock } = await start();
  store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
  await call("PUT", one, wanted("gpt-4.1.ft-1", "1", { name: "DeveloperTier", capacity: 1 }));
  clock.advance(24 * 3_600_000 - 1);
  expect(store.lookUp("team", "azureV1").state).toBe("served");
  clock.advance(1);
  expect(store.lookUp("team", "azureV1").state).toBe("unknown");
});

test("and one that is changed to another SKU lives on, as one changed to that SKU does not", async () => {
  const { store, call, clock } = await start();
  store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
  const [developer, standard] = ["DeveloperTier", "Standard"].map((name) => ({ name, capacity: 1 }));
  const two = `${account}/deployments/second`;
  await call("PUT", one, wanted("gpt-4.1.ft-1", "1", developer));
  await call("PATCH", one, { sku: standard });
  await call("PUT", two, wanted("gpt-4.1.ft-1", "1", standard));
  await call("PATCH", two, { sku: developer });
  clock.advance(24 * 3_600_000);
  const states = ["team", "second"].map((name) => store.lookUp(name, "azureV1").state);
  expect(states).toEqual(["served", "unknown"]);
});

test("a trained model is deployed where its base is trained, however the region is spelled", async () => {
  const { store, call } = await start({ account: { location: "SwedenCentral" } });
  store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
  const put = await call("PUT", one, wanted("gpt-4.1.ft-1", "1", { name: "Standard", capacity: 1 }));
  expect(put.status).toBe(201);
});

test("a deployment tells when it was last changed, and only of what it can do", async () => {
  const { call, clock } = await start();
  const { body } = await call("PUT", one, wanted("gpt-4.1"));
  expect(body.systemData).toMatchObject({ lastModifiedAt: new Date(clock.nowMs()).toISOString() });
  expect(body.properties.capabilities).toMatchObject({ chatCompletion: "true" });
  expect(Object.keys(body.properties.capabilities)).not.toContain("fineTune");
});

test("a policy of the content filter may be absent: the deployment is made, and its calls are refused", async () => {
  const { call, clock, store } = await start({
    store: { contentFilters: ["Microsoft.DefaultV2", "strict"] },
  });
  const endpoint = await startLocalEndpoint({ clock, deployments: store });
  closeLater(endpoint);
  const { properties, sku } = wanted("gpt-5.4");
  const chatWith = async (raiPolicyName: string) => {
    await call("PUT", one, { sku, properties: { ...properties, raiPolicyName } });
    return callEndpoint(endpoint, "/openai/v1/chat/completions", ask("Hello", { model: "team" }));
  };
  expect((await chatWith("strict")).status).toBe(200);
  const { status, body } = await chatWith("absent");
  expect([status, body.error.message]).toEqual([
    400,
    "Your request contains invalid content filter policy. Please provide a valid policy.",
  ]);
  const policies = `${account}/raiPolicies`;
  expect((await call("GET", policies)).body.value).toMatchObject([
    { name: "Microsoft.DefaultV2", properties: { type: "SystemManaged" } },
    { name: "strict", properties: { type: "UserManaged" } },
  ]);
  expect((await call("GET", `${policies}/Strict`)).body.name).toBe("strict");
  expect(refusalOf(await call("GET", `${policies}/absent`))).toEqual([404, "ResourceNotFound"]);
});

test("an older version neither knows nor shows what came later", async () => {
  const { call } = await start();
  const { properties, sku } = wanted("gpt-5.4");
  const body = { sku, properties: { ...properties, serviceTier: "Priority", deploymentState: "Paused" } };
  const old = await call("PUT", one, body, "2024-10-01");
  expect(old.body.properties).not.toHaveProperty("deploymentState");
  const { serviceTier, deploymentState } = (await call("GET", one)).body.properties;
  expect([serviceTier, deploymentState]).toEqual([undefined, "Running"]);
  await call("PUT", one, body);
  expect((await call("GET", one)).body.properties).toMatchObject({
    serviceTier: "Priority",
    deploymentState: "Paused",
  });
});

describe("one operation at a time", () => {
  test("in an account, until it is over and a while longer", async () => {
    const { call, clock } = await start({ operations: { createMs: 10_000, lingerMs: 2_000 } });
    await call("PUT", one, wanted("gpt-5.4"));
    const other = () => call("PUT", `${account}/deployments/other`, wanted("gpt-5.4"));
    clock.advance(11_999);
    const conflict = await other();
    expect(refusalOf(conflict)).toEqual([409, "RequestConflict"]);
    expect(conflict.body.error.message).toContain(
      "Another operation is being performed on the parent resource",
    );
    clock.advance(1);
    expect((await other()).status).toBe(201);
  });

  test("counts what the account itself goes through", async () => {
    const { call } = await start({ account: { provisioningState: "Accepted" } });
    const { status, body } = await call("PUT", one, wanted("gpt-5.4"));
    expect([status, body.error.code]).toEqual([409, "AccountProvisioningStateInvalid"]);
    expect(body.error.message).toContain(`Account ${account} in state Accepted`);
  });
});

test("who may change deployments may lack the right to ask after the operation", async () => {
  const { call } = await start({
    deniedActions: ["Microsoft.CognitiveServices/locations/operationsStatus/read"],
  });
  const made = await call("PUT", one, wanted("gpt-5.4"));
  expect(refusalOf(await call("GET", headerOf(made, "azure-asyncoperation")))).toEqual([
    403,
    "AuthorizationFailed",
  ]);
  expect((await call("GET", one)).body.properties.provisioningState).toBe("Succeeded");
});

test("an answer can be lost after its work, and a call before it", async () => {
  const { call, manager, store } = await start();
  const put = () => call("PUT", one, wanted("gpt-5.4"));
  manager.enqueueFaults({ kind: "reset", match: { method: "PUT" } });
  await expect(put()).rejects.toThrow();
  expect(store.find("team")).toBeUndefined();
  manager.enqueueFaults({ kind: "reset", match: { method: "PUT" }, isServed: true });
  await expect(put()).rejects.toThrow();
  expect(store.find("team")).toMatchObject({ model: "gpt-5.4" });
});
