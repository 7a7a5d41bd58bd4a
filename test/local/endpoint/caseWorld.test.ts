import { startCaseWorld } from "../../../local/cases/world";
import { ExchangeLog } from "../../../local/endpoint";
import { shareStarted, useLocalTrust } from "../../support/hooks";
import { ask, call, chatPath, tokenFor, withToken } from "./support";

useLocalTrust();
const log = new ExchangeLog();
const world = shareStarted(() => startCaseWorld({}, {}, { exchanges: log, mostRequests: 3 }));

const both = () => [world.endpointFor(), world.endpointFor("unendingBatches")];
const statuses = () => Promise.all(both().map(async (one) => (await call(one, chatPath, ask("hi"))).status));

beforeEach(() => {
  world.controls.change({ latencyMs: 0, quota: null, contentFilter: null, retirements: null });
  log.clear();
});

test("both endpoints follow the controls", async () => {
  world.controls.change({ contentFilter: { next: 2 } });
  expect(await statuses()).toEqual([400, 400]);
  world.controls.change({ retirements: { "gpt-5.4": "2020-01-01" } });
  expect(await statuses()).toEqual([410, 410]);
  world.controls.change({ retirements: null, quota: { requestsPerMinute: 1 } });
  expect((await statuses()).toSorted()).toEqual([200, 429]);
});

test("a fault is for whichever endpoint is asked first", async () => {
  world.faults.endpoint.add({ kind: "status", status: 503, times: 2 });
  expect(await statuses()).toEqual([503, 503]);
  expect(world.faults.endpoint.list()).toEqual([]);
});

test("the authority has faults of its own", async () => {
  const { entra } = world.endpointFor();
  if (entra === undefined) throw new Error("There is no authority.");
  world.faults.entra.add({ kind: "status", status: 503 });
  await expect(tokenFor(entra)).rejects.toThrow("503");
  expect(log.list().exchanges).toMatchObject([{ server: "entra", fault: "status", status: 503 }]);
});

test("Resource Manager shows a day that was set", async () => {
  world.controls.change({ retirements: { "gpt-5.4": "2027-01-02" } });
  const { fields } = world.connectionTo("entra", "resourceManager");
  const { entra } = world.endpointFor();
  if (entra === undefined) throw new Error("There is no authority.");
  const manager = String(fields["managementHost"]);
  const headers = withToken(await tokenFor(entra, `${manager}/.default`));
  const listed = await fetch(`${manager}/subscriptions?api-version=2022-12-01`, { headers });
  const [{ subscriptionId }] = ((await listed.json()) as { value: [{ subscriptionId: string }] }).value;
  const models = `/subscriptions/${subscriptionId}/providers/Microsoft.CognitiveServices/locations/swedencentral/models`;
  const answer = await fetch(`${manager}${models}?api-version=2024-10-01`, { headers });
  expect(await answer.text()).toContain('"inference":"2027-01-02T00:00:00Z"');
});

test("every server writes into one log, without a credential", async () => {
  const { entra, apiKey } = world.endpointFor();
  if (entra === undefined) throw new Error("There is no authority.");
  await statuses();
  await tokenFor(entra);
  const { fields } = world.connectionTo("dated");
  const safety = String(fields["contentSafetyEndpoint"]);
  const contentSafetyKey = String(fields["contentSafetyKey"]);
  await fetch(`${safety}/contentsafety/text:analyze?api-version=2024-09-01`, {
    method: "POST",
    headers: { "ocp-apim-subscription-key": contentSafetyKey },
    body: JSON.stringify({ text: "calm" }),
  });
  const { fields: ofPrincipal } = world.connectionTo("entra", "resourceManager");
  await fetch(`${String(ofPrincipal["managementHost"])}/subscriptions?api-version=2022-12-01`);
  const { exchanges } = log.list();
  expect(new Set(exchanges.map(({ server }) => server))).toEqual(
    new Set(["endpoint", "unendingEndpoint", "entra", "contentSafety", "resourceManager"]),
  );
  const everything = JSON.stringify(exchanges.map(({ number }) => log.find(number)));
  const tokens = entra.tokensIssued.map(({ token }) => token);
  for (const secret of [apiKey, contentSafetyKey, entra.clientSecret, ...tokens])
    expect(everything).not.toContain(secret);
});

test("each server keeps the last requests alone", async () => {
  for (let index = 0; index < 4; index++) await statuses();
  expect(both().map(({ requests }) => requests.length)).toEqual([3, 3]);
  expect(world.endpointFor().entra?.requests.length).toBeLessThanOrEqual(3);
});
