import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const azure = "https://west-1.openai.azure.com";
const gateway = "https://models.example.org/team";

/** What the endpoints of every api may have. */
const shared = /^(api|host|origin|prefix|basePath|baseUrl|limits|cloud|deployment|operation|project|query)$/;

describe("an endpoint has what its api needs, and no more", () => {
  it.each<[endpoint: string, apiVersion: string, api: string, own: Record<string, unknown>]>([
    [azure, "v1", "v1", { datedPath: "/openai" }],
    [azure, "preview", "v1", { apiVersion: "preview", datedPath: "/openai" }],
    [`${gateway}/chat/completions`, "v1", "v1", { isWithoutPreview: true }],
    [
      azure,
      "2024-10-21",
      "dated",
      { apiVersion: "2024-10-21", deploymentsPath: "/openai/deployments", v1Path: "/openai/v1" },
    ],
    [`${gateway}/chat/completions`, "2024-10-21", "dated", { apiVersion: "2024-10-21" }],
    ["https://api.openai.com", "2024-10-21", "openai", { organization: "org-a1" }],
    [`${gateway}/v1`, "preview", "openai", { organization: "org-a1" }],
  ])("%s with %s", (endpoint, apiVersion, api, own) => {
    const read = resolveEndpoint({ endpoint, apiVersion, organization: "org-a1" });
    expect(read.api).toBe(api);
    expect(Object.fromEntries(Object.entries(read).filter(([name]) => !shared.test(name)))).toEqual(own);
  });
});

describe("the limits of a service", () => {
  const limitsOf = (endpoint: string, apiVersion = "v1") => resolveEndpoint({ endpoint, apiVersion }).limits;

  it.each<[endpoint: string, apiVersion: string]>([
    [azure, "v1"],
    [azure, "2025-04-01-preview"],
    [`${gateway}/openai`, "v1"],
  ])("are Azure's at %s with %s", (endpoint, apiVersion) => {
    expect(limitsOf(endpoint, apiVersion)).toMatchObject({
      batchLines: 100_000,
      leastFileDays: 14,
      customHeaders: 10,
      messageCharacters: 1_048_576,
      imageFormats: ["png", "jpeg"],
    });
  });

  it.each(["https://api.openai.com", `${gateway}/v1`])("are OpenAI's at %s", (endpoint) => {
    const { batchLines, batchMegabytes, leastFileDays, mostFileDays, usualFileDays, ...others } =
      limitsOf(endpoint);
    expect([batchLines, batchMegabytes, leastFileDays, mostFileDays, usualFileDays]).toEqual([
      50_000, 200, 1, 30, 30,
    ]);
    expect(others).toEqual({});
  });

  it("name an expiry for a batch's file where expiries are known", () => {
    expect(limitsOf(azure).usualFileDays).toBe(30);
    expect(limitsOf(azure, "2024-06-01").usualFileDays).toBeUndefined();
  });
});
