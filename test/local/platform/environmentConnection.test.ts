import { environmentConnection } from "../../../local/platform/environmentConnection";

const endpoint = { AZURE_OPENAI_ENDPOINT: "https://r.openai.azure.com" };
const key = { AZURE_OPENAI_API_KEY: "azure-key-0123456789" };
const principal = {
  AZURE_TENANT_ID: "tenant",
  AZURE_CLIENT_ID: "client",
  AZURE_CLIENT_SECRET: "secret-0123456789",
};
const openAI = { OPENAI_API_KEY: "openai-key-0123456789" };

test("nothing set means no connection", () => {
  expect(environmentConnection({})).toBeUndefined();
  expect(environmentConnection({ AZURE_OPENAI_ENDPOINT: " ", OPENAI_API_KEY: "" })).toBeUndefined();
});

test("an address and a key are an API Key connection", () => {
  const found = environmentConnection({ ...endpoint, ...key, AZURE_OPENAI_API_VERSION: "2024-10-21" });
  expect(found).toMatchObject({
    key: "apiKey",
    fields: {
      endpoint: endpoint.AZURE_OPENAI_ENDPOINT,
      apiKey: key.AZURE_OPENAI_API_KEY,
      apiVersion: "2024-10-21",
    },
  });
});

test("an address and an app registration are an Entra connection", () => {
  const found = environmentConnection({
    ...endpoint,
    ...principal,
    AZURE_AUTHORITY_HOST: "https://login.microsoftonline.us",
    OPENAI_API_VERSION: "preview",
  });
  expect(found).toMatchObject({
    key: "entraServicePrincipal",
    fields: {
      tenantId: "tenant",
      clientId: "client",
      clientSecret: "secret-0123456789",
      authorityHost: "https://login.microsoftonline.us",
      apiVersion: "preview",
    },
  });
});

test("an OpenAI key is an API Key connection that says so", () => {
  const found = environmentConnection({
    ...openAI,
    OPENAI_BASE_URL: "https://gateway.example/v1",
    OPENAI_ORG_ID: "org-1",
  });
  expect(found).toMatchObject({
    key: "apiKey",
    fields: { isOpenAIKey: "true", endpoint: "https://gateway.example/v1", organization: "org-1" },
  });
});

test("Azure wins over OpenAI, and a key over an app registration", () => {
  const found = environmentConnection({ ...endpoint, ...key, ...principal, ...openAI });
  expect(found?.key).toBe("apiKey");
  expect(found?.secrets).toEqual([key.AZURE_OPENAI_API_KEY]);
});

test("an app registration of other tools does not stand in the way of OpenAI", () => {
  expect(environmentConnection({ ...principal, ...openAI })?.description).toContain("OpenAI");
});

test.each([
  [
    "an address alone",
    endpoint,
    /set AZURE_OPENAI_API_KEY, or AZURE_OPENAI_AD_TOKEN, or AZURE_TENANT_ID, .* or AZURE_CLIENT_CERTIFICATE_PATH/,
  ],
  [
    "a part of the trio",
    { ...endpoint, AZURE_TENANT_ID: "t" },
    /set AZURE_CLIENT_ID and AZURE_CLIENT_SECRET/,
  ],
  ["an Azure key alone", { ...key, ...openAI }, /set AZURE_OPENAI_ENDPOINT/],
  ["an OpenAI address alone", { OPENAI_BASE_URL: "https://x/v1" }, /set OPENAI_API_KEY/],
])("%s is refused by the missing variable's name", (_case, environment, message) => {
  expect(() => environmentConnection(environment)).toThrow(message);
});

test.each([
  [{ ...endpoint, ...key }],
  [{ ...endpoint, ...principal }],
  [openAI],
  [
    {
      ...key,
      AZURE_OPENAI_ENDPOINT: `https://user:${key.AZURE_OPENAI_API_KEY}@host.example/?key=azure-key-0123456789`,
    },
  ],
  [{ ...key, AZURE_OPENAI_ENDPOINT: key.AZURE_OPENAI_API_KEY }],
])("the description holds no secret (%#)", (environment) => {
  const { description, secrets } = environmentConnection(environment) ?? { description: "", secrets: [] };
  expect(description).not.toBe("");
  for (const secret of secrets) expect(description).not.toContain(secret);
});

describe("the default model and the prices", () => {
  const ofAzure = { ...endpoint, ...key };

  test("of Azure and OpenAI have variables of their own", () => {
    const prices = "my-gpt = 1.25 / 0.125 / 10,\n my-mini=0.25/2;";
    expect(
      environmentConnection({ ...ofAzure, AZURE_OPENAI_DEPLOYMENT: " my-gpt ", AZURE_OPENAI_PRICES: prices }),
    ).toMatchObject({
      fields: {
        defaultModel: "my-gpt",
        prices: [
          { key: "my-gpt", value: "1.25 / 0.125 / 10" },
          { key: "my-mini", value: "0.25/2" },
        ],
      },
      variables: { "Default Model / Deployment": "AZURE_OPENAI_DEPLOYMENT", Prices: "AZURE_OPENAI_PRICES" },
    });
    const found = environmentConnection({ ...openAI, OPENAI_MODEL: "gpt-5.4-mini", OPENAI_PRICES: "m=1/2" });
    expect(found?.fields).toMatchObject({
      defaultModel: "gpt-5.4-mini",
      prices: [{ key: "m", value: "1/2" }],
    });
  });

  test("are left out where nothing says them", () => {
    const { fields } = environmentConnection({ ...ofAzure, AZURE_OPENAI_PRICES: " , " }) ?? {};
    expect(Object.keys(fields ?? {})).toEqual(["endpoint", "apiKey"]);
  });

  test.each(["1.25/10", "=1/2", "my-gpt: 1/2", "my-gpt=", "my-mini=1/2,my-gpt= "])(
    "%j names no model with its price",
    (prices) => {
      expect(() => environmentConnection({ ...ofAzure, AZURE_OPENAI_PRICES: prices })).toThrow(
        "AZURE_OPENAI_PRICES: write model=input/cached/output",
      );
    },
  );
});

test("a Content Safety resource goes along with a connection to Azure", () => {
  const safety = {
    CONTENT_SAFETY_ENDPOINT: "https://s.example.com",
    CONTENT_SAFETY_KEY: "safety-key-0123456789",
  };
  const found = environmentConnection({ ...endpoint, ...key, ...safety });
  expect(found?.fields).toMatchObject({
    contentSafetyEndpoint: safety.CONTENT_SAFETY_ENDPOINT,
    contentSafetyKey: safety.CONTENT_SAFETY_KEY,
  });
  expect(found?.secrets).toContain(safety.CONTENT_SAFETY_KEY);
  expect(found?.description).not.toContain(safety.CONTENT_SAFETY_KEY);
  const keyAlone = { ...endpoint, ...key, CONTENT_SAFETY_KEY: safety.CONTENT_SAFETY_KEY };
  expect(() => environmentConnection(keyAlone)).toThrow("set CONTENT_SAFETY_ENDPOINT");
});
