import { useLocalTrust } from "../../support/hooks";
import { account, refusalOf, subscription, useManaged, wanted } from "./managed";

useLocalTrust();
const start = useManaged();
const provider = "providers/Microsoft.CognitiveServices";

test("subscription, group and account can be read one by one", async () => {
  const { call } = await start();
  expect((await call("GET", subscription)).body).toMatchObject({ subscriptionId: "sub-1", state: "Enabled" });
  expect((await call("GET", `${subscription}/resourceGroups/GROUP-A`)).body).toMatchObject({
    name: "group-a",
  });
  const { body } = await call("GET", account);
  expect(body).toMatchObject({ id: account, location: "swedencentral", kind: "AIServices" });
  expect(body.properties.capabilities).toContainEqual({ name: "MaxRunningFineTuneCount", value: "3" });
});

test.each([
  ["/subscriptions/none", "SubscriptionNotFound", "The subscription 'none' could not be found."],
  [`${subscription}/resourceGroups/none`, "ResourceGroupNotFound", "Resource group 'none'"],
  [
    account.replace("mine", "none"),
    "ResourceNotFound",
    "The Resource 'Microsoft.CognitiveServices/accounts/none' under resource group 'group-a' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  ],
  [
    `${account.replace("mine", "none")}/deployments/team`,
    "ParentResourceNotFound",
    "Can not perform requested operation on nested resource. Parent resource 'none' not found.",
  ],
  [`${account.replace("group-a", "none")}/deployments/team`, "ResourceGroupNotFound", "'none'"],
  [`${account}/deployments/none`, "ResourceNotFound", "accounts/mine/deployments/none"],
])("%s is 404 %s", async (path, code, words) => {
  const { call } = await start();
  const missed = await call("GET", path);
  expect(refusalOf(missed)).toEqual([404, code]);
  expect(missed.body.error.message).toContain(words);
});

test("an account that was deleted is found among the deleted ones alone", async () => {
  const { call } = await start({ account: { isDeleted: true } });
  expect(refusalOf(await call("GET", account))).toEqual([404, "ResourceNotFound"]);
  const { value } = (await call("GET", `${subscription}/${provider}/deletedAccounts`)).body;
  expect(value).toMatchObject([
    { name: "mine", location: "swedencentral", properties: { accountId: account } },
  ]);
  const one = (name: string) =>
    call(
      "GET",
      `${subscription}/${provider}/locations/swedencentral/resourceGroups/group-a/deletedAccounts/${name}`,
    );
  expect((await one("Mine")).body.name).toBe("mine");
  expect(refusalOf(await one("other"))).toEqual([404, "ResourceNotFound"]);
});

test("a subscription of another tenant refuses the token, and names the tenant", async () => {
  const { call } = await start({ subscription: { tenantId: "11111111-1111-1111-1111-111111111111" } });
  const refused = await call("GET", account);
  expect(refusalOf(refused)).toEqual([401, "InvalidAuthenticationTokenTenant"]);
  expect(refused.body.error.message).toContain(
    "https://sts.windows.net/11111111-1111-1111-1111-111111111111/",
  );
});

test("a missing role is told with its action and scope, before what is missing is missed", async () => {
  const action = "Microsoft.CognitiveServices/accounts/deployments/write";
  const { call } = await start({ deniedActions: [action] });
  const path = `${account.replace("mine", "none")}/deployments/team`;
  const refused = await call("PUT", path, wanted("gpt-5.4"));
  expect(refusalOf(refused)).toEqual([403, "AuthorizationFailed"]);
  expect(refused.body.error.message).toMatch(
    new RegExp(
      `does not have authorization to perform action '${action}' over scope '${path}' or the scope is`,
    ),
  );
});

describe("an api-version", () => {
  test("that a cloud does not have yet is refused with those that it has", async () => {
    const { call } = await start({ apiVersions: ["2023-05-01", "2024-10-01"] });
    const refused = await call("GET", `${account}/deployments`);
    expect(refusalOf(refused)).toEqual([400, "NoRegisteredProviderFound"]);
    expect(refused.body.error.message).toContain(
      "API version '2026-07-01' for type 'accounts/deployments'. The supported api-versions are '2023-05-01, 2024-10-01'.",
    );
    expect((await call("GET", `${account}/deployments`, undefined, "2024-10-01")).status).toBe(200);
    expect((await call("GET", "/subscriptions", undefined, "2022-12-01")).status).toBe(200);
  });

  test("that is no date is refused with those that there are", async () => {
    const { call } = await start();
    const { status, body } = await call("GET", account, undefined, "newest");
    expect([status, body.error.code]).toEqual([400, "InvalidApiVersionParameter"]);
    expect(body.error.message).toContain("2026-07-01");
  });
});

describe("too many requests", () => {
  test("are 429 with the wait in the sentence, for each action", async () => {
    const { call, clock } = await start({ throttle: { requests: 2, intervalSeconds: 300 } });
    await call("GET", account);
    await call("GET", account);
    const refused = await call("GET", account);
    expect(refusalOf(refused)).toEqual([429, "ResourceRequestsThrottled"]);
    expect(refused.body.error.message).toBe(
      "Number of requests for action 'Microsoft.CognitiveServices/accounts/read' exceeded the limit of '2' for time interval '00:05:00'. Please try again after '300' seconds.",
    );
    expect(refused.headers.get("retry-after")).toBeNull();
    expect((await call("GET", `${account}/deployments`)).status).toBe(200);
    clock.advance(300_000);
    expect((await call("GET", account)).status).toBe(200);
  });

  test("are let in never, when refused ones are repeated each second", async () => {
    const { call, clock } = await start({ throttle: { requests: 1, intervalSeconds: 5, hasHeader: true } });
    const statuses: number[] = [];
    for (let index = 0; index < 12; index++) {
      statuses.push((await call("GET", account)).status);
      clock.advance(1_000);
    }
    expect(statuses).toEqual([200, ...Array(11).fill(429)]);
    const waitSeconds = Number((await call("GET", account)).headers.get("retry-after"));
    clock.advance(waitSeconds * 1000);
    expect((await call("GET", account)).status).toBe(200);
  });
});
