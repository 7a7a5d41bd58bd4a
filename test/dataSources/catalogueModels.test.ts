import { deployed, forbidden, listing, managed } from "../actions/models/catalogueServer";
import { failureOf, harness, silentLogger } from "../support/connector";
import { shareStarted } from "../support/hooks";
import type { ScriptedServer } from "../support/scriptedServer";
import { byPath, modelList, pick, startAzure } from "./azureSetting";

const azure = shareStarted(() => startAzure());
/** In place of Resource Manager. */
let manager: ScriptedServer;
beforeAll(async () => {
  manager = await azure.serve();
});

const place = { subscriptionId: "s", resourceGroup: "rg", accountName: "a" };
const connection = () => azure.principal(undefined, { managementHost: manager.url });

describe("Select Base Model", () => {
  const managedModels = listing(
    managed("gpt-4.1", "2025-04-14", {
      capabilities: { chatCompletion: "true", fineTune: "true" },
      deprecation: { inference: "2099-04-14", fineTune: "2098-04-14" },
    }),
    managed("o4-mini", "2025-04-16", {
      capabilities: { FineTuneTokensMaxValue: "5" },
      deprecation: { inference: "2020-01-01", fineTune: "2098-04-16" },
    }),
    managed("closed", "1", { capabilities: { fineTune: "true" }, deprecation: { fineTune: "2020-01-01" } }),
    managed("gpt-5.4", "2026-03-05"),
    managed("gpt-4.1-2025-04-14.ft-0123", "1", { capabilities: { fineTune: "true" } }),
    managed("Llama", "9", { format: "Meta", capabilities: {} }),
  );
  const service = (...models: Array<string | Record<string, unknown>>) =>
    azure.service.script(byPath({ "/models": modelList(...models) }));

  it("shows what Resource Manager says can be trained, how, and until when", async () => {
    manager.script(byPath({ "/models": managedModels, "/deployments": listing(deployed("d", "m", "1")) }));
    service();
    expect(await pick("selectBaseModel", { connection: connection(), ...place })).toEqual({
      choices: [
        { key: "gpt-4.1-2025-04-14", label: "gpt-4.1-2025-04-14 (supervised, preference, until 2098-04-14)" },
        { key: "o4-mini-2025-04-16", label: "o4-mini-2025-04-16 (reinforcement, until 2098-04-16)" },
      ],
      warnings: [],
    });
    expect(azure.service.requests).toEqual([]);
  });

  it("shows what the service says where Resource Manager refuses, and with a key", async () => {
    manager.script(byPath({ "/models": forbidden, "/deployments": forbidden }));
    service({ id: "gpt-4o-2024-08-06", capabilities: { fine_tune: true } }, "gpt-9", {
      id: "gpt-5.4",
      capabilities: { chat_completion: true, fine_tune: false },
    });
    for (const chosen of [connection(), azure.withKey()]) {
      const { choices } = await pick("selectBaseModel", { connection: chosen, ...place });
      expect(choices).toEqual([
        { key: "gpt-4o-2024-08-06", label: "gpt-4o-2024-08-06 (supervised, preference)" },
      ]);
    }
  });

  it("shows OpenAI's models that are known by their names", async () => {
    service("gpt-4.1-mini-2025-04-14", "gpt-image-2", "ft:gpt-4.1-mini-2025-04-14:org::x");
    const { choices } = await pick("selectBaseModel", {
      connection: azure.withKey(`${azure.service.url}/v1`, { isOpenAIKey: "true" }),
    });
    expect(choices.map(({ key }) => key)).toEqual(["gpt-4.1-mini-2025-04-14"]);
  });
});

describe("Select SKU", () => {
  const model = managed("gpt-5.4", "2026-03-05", {
    skus: [
      { name: "Standard", usageName: "Q.standard" },
      { name: "GlobalStandard", usageName: "Q.global" },
      { name: "GlobalBatch", usageName: null },
      { name: null },
    ],
  });
  const usages = listing(
    { name: { value: "q.GLOBAL" }, currentValue: 60, limit: 1000 },
    { name: { value: "Q.standard" }, currentValue: null, limit: 1000 },
  );
  const account = { body: { location: "swedencentral" } };
  const choose = (params: Record<string, unknown> = {}) =>
    pick("selectSku", { connection: connection(), ...place, modelName: "gpt-5.4", ...params });

  it("shows the kinds of deployments with what is free, where that is known", async () => {
    manager.script(byPath({ "/models": listing(model), "/usages": usages, "/accounts/a": account }));
    expect(await choose()).toEqual({
      choices: [
        { key: "GlobalBatch", label: "GlobalBatch" },
        { key: "GlobalStandard", label: "GlobalStandard (940 of 1000 free)" },
        { key: "Standard", label: "Standard" },
      ],
      warnings: [],
    });
  });

  it.each(["/usages", "/accounts/a"])("goes on without what is free where %s is refused", async (path) => {
    const entries = { "/models": listing(model), "/usages": usages, "/accounts/a": account };
    manager.script(byPath({ ...entries, [path]: forbidden }));
    const { choices, warnings } = await choose();
    expect(choices.map(({ label }) => label)).toEqual(["GlobalBatch", "GlobalStandard", "Standard"]);
    expect(warnings).toEqual([expect.stringContaining("goes on without the quotas")]);
  });

  it("tells the nearest names where the account has no such model or version", async () => {
    manager.script(byPath({ "/models": listing(model), "/usages": usages, "/accounts/a": account }));
    const failure = (params: Record<string, unknown>) =>
      failureOf(
        harness.dataSource("selectSku", { connection: connection(), ...place, ...params }, {
          logger: silentLogger,
        } as never),
      );
    expect((await failure({ modelName: "gpt-5.5" })).message).toBe(
      "Select SKU: the account offers no model named gpt-5.5. Did you mean gpt-5.4?",
    );
    expect((await failure({ modelName: "gpt-5.4", modelVersion: "1" })).message).toContain(
      "in the version 1.",
    );
  });
});
