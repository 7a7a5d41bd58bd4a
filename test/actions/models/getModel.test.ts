import { modelList } from "../../dataSources/azureSetting";
import { failureOf } from "../../support/connector";
import { shareStarted } from "../../support/hooks";
import { type ScriptEntry, sendAnswer } from "../../support/scriptedServer";
import { deployed, forbidden, listing, managed, startCatalogue } from "./catalogueServer";

const setting = shareStarted(() => startCatalogue());

const get = (model: string, modelVersion?: string) => setting.runManaged("getModel", { model, modelVersion });
const withKey = (model: string, fields = {}) => setting.runWithKey("getModel", { model }, fields);

const tuned = "gpt-4.1-2025-04-14.ft-0123abcd";
const missing = { status: 404, body: { error: { code: "ResourceNotFound", message: "Not found." } } };

beforeEach(() => {
  setting.serve({ "/nowhere": missing });
  setting.manage({
    "/deployments": listing(
      deployed("gpt-5.4", "gpt-4.1", "2025-04-14"),
      deployed("my-tuned", tuned, "1"),
      deployed("my-chat", "gpt-5.4", "2026-03-05"),
      deployed("unlisted-one", "phi-9", "3"),
      deployed("unlisted-two", "Phi-9", "3"),
    ),
    "/models": listing(
      managed("gpt-4.1", "2024-01-01", { deprecation: { inference: "2024-06-01T00:00:00Z" } }),
      managed("gpt-4.1", "2025-04-14"),
      managed("gpt-4.1", "2025-09-09", { isDefaultVersion: true }),
      managed("gpt-5.4", "2026-03-05"),
      managed("gpt-6", "2026-01-01"),
      managed("gpt-6", "2026-02-02"),
    ),
  });
});

describe("a model is got", () => {
  test.each<[string, string | undefined, string]>([
    ["gpt-4.1-2025-04-14", undefined, "gpt-4.1-2025-04-14"],
    ["GPT-4.1", undefined, "gpt-4.1-2025-09-09"],
    ["gpt-4.1", "2025-04-14", "gpt-4.1-2025-04-14"],
    ["gpt-4.1", "2024-01-01", "gpt-4.1-2024-01-01"],
    ["gpt-6", undefined, "gpt-6-2026-02-02"],
  ])("by %s in the version %s", async (name, version, id) => {
    expect(await get(name, version)).toMatchObject({
      model: { id },
      deployment: null,
      source: "resourceManager",
    });
  });

  it("by a deployment's name, which decides over a model's", async () => {
    expect(await get("gpt-5.4")).toMatchObject({
      model: { id: "gpt-4.1-2025-04-14", deployments: ["gpt-5.4"] },
      deployment: { name: "gpt-5.4", sku: "GlobalStandard", capacity: 50, state: "Succeeded" },
    });
  });

  it("by the deployment of a fine-tuned model, which no list has", async () => {
    expect(await get("my-tuned")).toMatchObject({
      model: { id: tuned, isFineTuned: true, baseModel: "gpt-4.1-2025-04-14", abilities: ["chat"] },
      deployment: { name: "my-tuned" },
    });
  });

  it("by the deployment of a model that is listed no more, with all that run it", async () => {
    expect(await get("unlisted-one")).toMatchObject({
      model: { id: "phi-9-3", deployments: ["unlisted-one", "unlisted-two"] },
      deployment: { name: "unlisted-one" },
    });
  });

  it("by the name of a fine-tuned model that the service knows and does not list", async () => {
    setting.serve({
      [`/models/${tuned}`]: { body: { id: tuned, object: "model", model: "gpt-4.1-2025-04-14" } },
    });
    expect(await get(tuned)).toMatchObject({
      model: { id: tuned, deployments: ["my-tuned"] },
      deployment: null,
      source: "service",
      sourceReason: "Azure Resource Manager does not list this model.",
    });
  });

  it("from the service's list with a key, and where Resource Manager refuses", async () => {
    setting.serve({ "/models": modelList("gpt-5.4-2026-03-05", "gpt-5.4-mini") });
    setting.manage({ "/models": forbidden, "/deployments": forbidden });
    for (const answer of [await withKey("gpt-5.4"), await get("gpt-5.4")]) {
      expect(answer).toMatchObject({
        model: { id: "gpt-5.4-2026-03-05", version: "2026-03-05", deployments: null },
        source: "service",
        sourceReason: expect.stringMatching(/./),
      });
    }
  });
});

test("a version that the list does not tell may be the one that is asked for", async () => {
  setting.serve({ "/models": modelList("gpt-5.4", "gpt-4.1-2025-04-14") });
  const params = { model: "gpt-5.4", modelVersion: "2026-03-05" };
  expect(await setting.runWithKey("getModel", params)).toMatchObject({
    model: { id: "gpt-5.4", version: null },
  });
  const other = setting.runWithKey("getModel", { model: "gpt-4.1", modelVersion: "2026-03-05" });
  expect((await failureOf(other)).message).toContain("Its versions are 2025-04-14.");
});

test("lists that are refused together for a role given a moment ago are each read again with a new token", async () => {
  const first = (later: ScriptEntry): ScriptEntry => {
    let isFirst = true;
    return (_request, response) => {
      const entry = isFirst ? forbidden : later;
      isFirst = false;
      if (typeof entry !== "function") sendAnswer(response, entry);
    };
  };
  setting.manage({
    "/deployments": first(listing(deployed("my-chat", "gpt-5.4", "2026-03-05"))),
    "/models": first(listing(managed("gpt-5.4", "2026-03-05"))),
  });
  expect(await get("my-chat")).toMatchObject({
    model: { id: "gpt-5.4-2026-03-05", deployments: ["my-chat"] },
    source: "resourceManager",
  });
});

describe("a name that nothing has", () => {
  it("is told with the nearest models and deployments", async () => {
    const error = await failureOf(get("my-chit"));
    expect(error).toMatchObject({
      kind: "notFound",
      what: "Get Model: no model or deployment is named my-chit.",
    });
    expect(error.mend).toBe("Did you mean my-chat?");
  });

  it("is told with the versions that there are", async () => {
    const { message } = await failureOf(get("gpt-6", "2030-01-01"));
    expect(message).toBe(
      "Get Model: no model or deployment is named gpt-6 in the version 2030-01-01. Its versions are 2026-01-01, 2026-02-02.",
    );
  });

  it("is told with what the connection can't read", async () => {
    const { message } = await failureOf(withKey("zzzzzz"));
    expect(message).toBe(
      "Get Model: no model is named zzzzzz. List Models shows the names. Names of deployments can't be read with this connection.",
    );
  });

  it("is not said where the service fails for another reason", async () => {
    setting.serve({
      "/models/zzz": { status: 403, body: { error: { code: "Forbidden", message: "Not you." } } },
    });
    expect((await failureOf(get("zzz"))).message).toContain("Not you.");
  });
});
