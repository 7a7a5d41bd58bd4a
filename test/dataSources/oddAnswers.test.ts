import fc from "fast-check";
import { definition } from "../../scripts/documentation/definition";
import { failureOf, harness } from "../support/connector";
import { shareStarted } from "../support/hooks";
import type { ReceivedRequest, ScriptEntry, ScriptedServer } from "../support/scriptedServer";
import { modelList, pick, pickKeys, startAzure } from "./azureSetting";

const azure = shareStarted(() => startAzure());
/** In place of Resource Manager. */
let manager: ScriptedServer;
beforeAll(async () => {
  manager = await azure.serve();
});

type Fields = Record<string, unknown>;

const place = { subscriptionId: "s", resourceGroup: "rg", accountName: "a" };
const connection = () => azure.principal(undefined, { managementHost: manager.url });
const managed: Array<[picker: string, params: Fields, whole: Fields]> = [
  ["selectSubscription", {}, { subscriptionId: "known" }],
  ["selectResourceGroup", place, { name: "known" }],
  ["selectAccount", { subscriptionId: "s" }, { name: "known", kind: "OpenAI" }],
  ["selectDeployment", place, { name: "known" }],
  ["selectChatDeployment", place, { name: "known", properties: { model: { name: "gpt-5.4" } } }],
];

const odd: unknown[] = [
  null,
  true,
  5,
  "text",
  [],
  {},
  { name: null, subscriptionId: null, kind: "OpenAI" },
  { name: 5, subscriptionId: 5, kind: "OpenAI" },
  { name: "", subscriptionId: " ", kind: "OpenAI" },
  { name: { toString: 1 }, subscriptionId: { toString: 1 }, kind: "OpenAI" },
];

describe("entries that can't be read are left out", () => {
  it.each(managed)("by %s", async (picker, params, whole) => {
    manager.script({ body: { value: [...odd, whole, ...odd] } });
    expect(await pickKeys(picker, { connection: connection(), ...params })).toEqual(["known"]);
  });

  it.each(managed)("and fields of another type with them, by %s", async (picker, params, whole) => {
    const strange = { location: 5, displayName: [], state: { a: 1 }, sku: null, kind: "OpenAI", id: 7 };
    for (const properties of [null, "x", [], { model: null, capabilities: null, provisioningState: 5 }]) {
      manager.script({ body: { value: [{ ...strange, ...whole, properties }] } });
      const { choices } = await pick(picker, { connection: connection(), ...params });
      expect(choices.map(({ key }) => key)).toEqual(["known"]);
      expect(choices[0]?.label).toMatch(/^known( \(OpenAI\))?$/);
    }
  });

  it.each(["selectModel", "selectDeployment", "selectImageDeployment"])(
    "of a catalogue, by %s",
    async (picker) => {
      const models = [
        { id: "known", capabilities: null, deprecation: null, shutdown_date: {} },
        {
          id: "known-2",
          capabilities: { chat_completion: { toString: 1 } },
          deprecation: [],
          shutdown_date: "soon",
        },
      ];
      azure.service.script({ body: { object: "list", data: [...odd, ...models, { id: null }, { id: {} }] } });
      expect(await pickKeys(picker, { connection: azure.withKey() })).toEqual(["known", "known-2"]);
    },
  );

  it("of an account's addresses", async () => {
    const { host } = new URL(azure.service.url);
    const account = (properties: unknown, name: string) => ({
      id: `/${name}`,
      name,
      kind: "OpenAI",
      properties,
    });
    manager.script(
      {
        body: {
          value: [
            account(null, "one"),
            account({ endpoint: 5, endpoints: null, customSubDomainName: 5 }, "two"),
            account({ endpoint: "https://", endpoints: [`https://${host}`] }, "three"),
            account({ endpoints: { a: null, b: {}, c: `https://${host}/` } }, "four"),
          ],
        },
      },
      { body: { value: [{ name: "known" }] } },
    );
    expect(await pickKeys("selectDeployment", { connection: connection(), subscriptionId: "s" })).toEqual([
      "known",
    ]);
    expect(manager.requests[1]?.url).toMatch(/^\/four\/deployments/);
  });
});

describe("pages", () => {
  const subscriptions = () => pick("selectSubscription", { connection: connection() });

  it.each([null, "", undefined])("end where the next one is %j", async (nextLink) => {
    manager.script({ body: { value: [{ subscriptionId: "a" }], nextLink } });
    expect((await subscriptions()).choices).toHaveLength(1);
    expect(manager.requests).toHaveLength(1);
  });

  it.each(["https://", "https://evil.example/x", "//evil.example", 5, {}, true, ["/a"], "http://["])(
    "that lead to %j are an error in words",
    async (nextLink) => {
      manager.script({ body: { value: [], nextLink } });
      const error = await failureOf(subscriptions());
      expect(error.message).toMatch(/^Select Subscription got a list whose next page (is at|has no address)/);
      expect(error.kind).toBe("unexpectedResponse");
      expect(manager.requests).toHaveLength(1);
    },
  );

  it("that lead back are read once, and it is said that some are missing", async () => {
    const page = (id: string, nextLink: string): ScriptEntry => ({
      body: { value: [{ subscriptionId: id }], nextLink },
    });
    manager.script(page("a", "/p?2"), page("b", "/p?3"), page("c", "/p?2"));
    const { choices, warnings } = await subscriptions();
    expect(choices.map(({ key }) => key)).toEqual(["a", "b", "c"]);
    expect(warnings).toEqual([expect.stringContaining("read 3 pages of a list that goes on")]);
  });

  it("without an end are read a hundred times", async () => {
    const endless = ({ url }: ReceivedRequest) => ({
      value: [{ subscriptionId: url }],
      nextLink: `${url}x`,
    });
    manager.script((request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(endless(request)));
    });
    const { choices, warnings } = await subscriptions();
    expect(choices).toHaveLength(100);
    expect(warnings).toHaveLength(1);
  });

  it("may begin with a byte order mark", async () => {
    manager.script({ body: `\ufeff${JSON.stringify({ value: [{ subscriptionId: "a" }] })}` });
    expect((await subscriptions()).choices).toEqual([{ key: "a", label: "a" }]);
  });

  it.each(["null", "[]", '{"value":null}', '{"value":{}}', '{"value":"x"}', "5"])(
    "that are %s are an error in words",
    async (body) => {
      manager.script({ headers: { "content-type": "application/json" }, body });
      expect(await failureOf(subscriptions())).toMatchObject({ kind: "unexpectedResponse" });
    },
  );
});

it("whatever a list holds, a picker shows choices or says why not", async () => {
  const answer = fc.record(
    {
      value: fc.array(
        fc.oneof(
          fc.jsonValue({ maxDepth: 3 }),
          fc.dictionary(
            fc.constantFrom(
              "name",
              "id",
              "kind",
              "properties",
              "sku",
              "subscriptionId",
              "displayName",
              "endpoints",
            ),
            fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom("OpenAI", "/a", "x")),
          ),
        ),
        { maxLength: 5 },
      ),
      nextLink: fc.oneof(fc.constant(null), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: ["value"] },
  );
  const property = fc.asyncProperty(fc.constantFrom(...managed), answer, async ([picker, params], body) => {
    manager.script({ body });
    azure.service.script(modelList("gpt-5.4"));
    try {
      const { choices } = await pick(picker, { connection: connection(), ...params });
      for (const { key, label } of choices) expect([typeof key, typeof label]).toEqual(["string", "string"]);
    } catch (error) {
      expect((error as Error).name).toMatch(/^(AzureOpenAIError|ConnectionError)$/);
    }
  });
  await fc.assert(property, { seed: 20261125, numRuns: 150 });
});

it("every picker is a list of choices, and half a character in an id breaks none", async () => {
  manager.script({ status: 404, body: {} });
  for (const { key } of definition.dataSource) {
    const { dataSourceType } = (harness as unknown as { component: { dataSources: Record<string, Fields> } })
      .component.dataSources[key] as Fields;
    expect([key, dataSourceType]).toEqual([key, "picklist"]);
  }
  const params = { subscriptionId: "s\ud800", resourceGroup: "r\udc00", accountName: "a\ud800" };
  const error = await failureOf(pick("selectResourceGroup", { connection: connection(), ...params }));
  expect(error.name).toBe("AzureOpenAIError");
});
