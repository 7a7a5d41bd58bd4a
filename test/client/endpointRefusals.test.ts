import fc from "fast-check";
import type { EndpointFields } from "../../src/client/endpoint/endpointText";
import { FieldError } from "../../src/client/endpoint/FieldError";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const refusalOf = (fields: EndpointFields): FieldError => {
  try {
    resolveEndpoint(fields);
  } catch (error) {
    if (error instanceof FieldError) return error;
    throw error;
  }
  throw new Error(`Accepted: ${JSON.stringify(fields)}`);
};

const example = "for example https://my-resource.openai.azure.com";
const notAnAddress = (text: string) =>
  `Endpoint: "${text}" is not a web address. Enter the resource's endpoint, ${example}.`;
const missing = `Endpoint: enter the resource's endpoint, ${example}, or set Is OpenAI Key when the key comes from OpenAI.`;
const key = `Endpoint: this looks like an API key. Enter the key under API Key, and here the resource's endpoint, ${example}.`;
const page = (host: string, field = "Endpoint") => mistaken(host, "a page for people, not an API", field);
const mistaken = (host: string, what: string, field = "Endpoint") =>
  `${field}: ${host} is ${what}. Copy the endpoint from Keys and Endpoint of the Azure OpenAI resource, ${example}.`;
const unprotected = (protocol: string, host: string) =>
  `Endpoint: ${protocol}// would send the credential unprotected. Use https://${host}; http is accepted for localhost alone.`;
const spaced = (text: string) =>
  `Endpoint: "${text}" has a space in it. Enter the address alone, ${example}.`;
const realtime = (address: string) =>
  `Endpoint: the realtime API is not used here. Enter ${address}, or the resource's endpoint.`;
const resourceId =
  "/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/My-Resource";
const resourceIdSentence =
  "Endpoint: this is the id of a resource, not its address. The address is probably https://my-resource.openai.azure.com; Keys and Endpoint of the resource shows it.";
const withUser =
  "Endpoint: remove the user name and password from the address. A key has a field of its own; for a gateway with a password, enter Basic user:password under Subscription Key, and Authorization under Subscription Key Header.";
const version = (text: string) =>
  `API Version: "${text}" is not a version. Enter v1, preview, or a date such as 2024-10-21.`;
const fragment = `Endpoint: an address of the API has no #. Enter what stands in front of it, ${example}.`;
const notAzure = (host: string) =>
  `Organization: "${host}" is not an Azure resource. Enter the address under Endpoint, and the name of a resource here.`;
const notAnId = (text: string) =>
  `Organization: "${text}" is not the id of an organization of OpenAI. Enter an id such as org-abc123, or leave it empty.`;
const notAName = (field: string, name: string) =>
  `${field}: "${name}" is not the name of an Azure resource. Enter letters, digits and hyphens, or the whole endpoint, ${example}.`;

const azure = "https://r.openai.azure.com";

describe("a connection that leads nowhere is refused in the words of the form", () => {
  it.each<[fields: EndpointFields, sentence: string]>([
    [{}, missing],
    [{ endpoint: "" }, missing],
    [{ endpoint: "  " }, missing],
    [{ endpoint: '""' }, missing],
    [{ organization: " ", isOpenAIKey: false }, missing],
    [{ endpoint: "https://" }, notAnAddress("https://")],
    [{ endpoint: "my resource" }, spaced("my resource")],
    [{ endpoint: "https://r.openai azure.com" }, spaced("https://r.openai azure.com")],
    [{ endpoint: "https://r.openai.azure.com:99999" }, notAnAddress("https://r.openai.azure.com:99999")],
    [{ endpoint: "0123456789abcdef0123456789abcdef" }, key],
    [{ endpoint: "a1B2".repeat(21) }, key],
    [{ endpoint: "sk-proj-0123456789abcdefghij" }, key],
    [{ endpoint: "http://r.openai.azure.com" }, unprotected("http:", "r.openai.azure.com")],
    [{ endpoint: "http://10.0.0.1:8080" }, unprotected("http:", "10.0.0.1:8080")],
    [{ endpoint: "http://localhost.evil.example" }, unprotected("http:", "localhost.evil.example")],
    [{ endpoint: "http://127.0.0.1.evil.example" }, unprotected("http:", "127.0.0.1.evil.example")],
    [{ endpoint: "http://0.0.0.0:80" }, unprotected("http:", "0.0.0.0")],
    [{ endpoint: "http://[::2]" }, unprotected("http:", "[::2]")],
    [
      { endpoint: "ftp://r.openai.azure.com" },
      `Endpoint: ftp:// is not how the service is reached. Enter an https address, ${example}.`,
    ],
    [{ endpoint: "ws://localhost" }, realtime("https://localhost")],
    [{ endpoint: "https://joe@r.openai.azure.com" }, withUser],
    [{ endpoint: "https://joe:pw@r.openai.azure.com" }, withUser],
    [{ endpoint: "https://:pw@r.openai.azure.com" }, withUser],
    [{ endpoint: "https://portal.azure.com/#resource/x" }, page("portal.azure.com")],
    [{ endpoint: "https://ai.azure.com/resource/x" }, page("ai.azure.com")],
    [{ endpoint: "https://ai.azure.us" }, page("ai.azure.us")],
    [{ endpoint: "https://oai.azure.com/portal" }, page("oai.azure.com")],
    [{ endpoint: "platform.openai.com/api-keys" }, page("platform.openai.com")],
    [{ endpoint: "https://r.openai.azure.com/openai/realtime" }, realtime("https://r.openai.azure.com")],
    [{ endpoint: "https://gw.example/team/openai/v1/realtime" }, realtime("https://gw.example")],
    [{ endpoint: `${azure}/#overview` }, fragment],
    [{ endpoint: "https://gw.example/docs#/operations" }, fragment],
    [{ organization: "my resource" }, notAName("Organization", "my resource")],
    [{ organization: "-r" }, notAName("Organization", "-r")],
    [{ organization: "r_1" }, notAName("Organization", "r_1")],
    [{ organization: "r-" }, notAName("Organization", "r-")],
    [{ organization: "contoso.com" }, notAzure("contoso.com")],
    [{ organization: "https://gw.example/openai" }, notAzure("gw.example")],
    [{ organization: "http://127.0.0.1:4010" }, notAzure("127.0.0.1")],
    [{ organization: "Contoso Ltd.", isOpenAIKey: true }, notAnId("Contoso Ltd.")],
    [{ organization: "proj_abc", endpoint: "https://api.openai.com/v1" }, notAnId("proj_abc")],
    [
      { organization: "org-\u2603", isOpenAIKey: true },
      notAnId("org-\u2603").replace('"org-\u2603"', "what is entered"),
    ],
    [{ organization: "org-a b", isOpenAIKey: true, endpoint: "https://llm.example/v1" }, notAnId("org-a b")],
    [{ organization: "https://portal.azure.com" }, page("portal.azure.com", "Organization")],
    [{ endpoint: azure, apiVersion: "latest" }, version("latest")],
    [{ endpoint: azure, apiVersion: "v2" }, version("v2")],
    [{ endpoint: azure, apiVersion: "2024" }, version("2024")],
    [{ endpoint: azure, apiVersion: "2024-10-21-beta" }, version("2024-10-21-beta")],
    [{ endpoint: azure, apiVersion: "2024-10-21&x=1" }, version("2024-10-21&x=1")],
    [
      { endpoint: `${azure}/openai/models?api-version=soon` },
      "Endpoint: its api-version is not a version. Enter the address without it, and v1, preview or a date such as 2024-10-21 under API Version.",
    ],
    [{ endpoint: azure, apiVersion: "2024/10/21" }, version("2024/10/21")],
    [{ endpoint: azure, apiVersion: "2024-10-21 preview" }, version("2024-10-21 preview")],
    [{ endpoint: "wss://r.openai.azure.com/openai/realtime?key=1" }, realtime("https://r.openai.azure.com")],
    [{ endpoint: "https://learn.microsoft.com/azure/ai-services/openai" }, page("learn.microsoft.com")],
    [{ endpoint: "https://chatgpt.com/" }, page("chatgpt.com")],
    [
      { endpoint: "https://management.azure.com/subscriptions/s" },
      mistaken("management.azure.com", "Azure Resource Manager, which runs no models"),
    ],
    [
      { endpoint: "https://login.microsoftonline.com/t/oauth2/v2.0/token" },
      mistaken("login.microsoftonline.com", "where Microsoft Entra signs in, not the API"),
    ],
    [{ endpoint: resourceId }, resourceIdSentence],
    [{ endpoint: `https://portal.azure.com/#@t/resource${resourceId}/overview` }, resourceIdSentence],
    [
      { endpoint: "11111111-1111-1111-1111-111111111111" },
      `Endpoint: this is the id of a tenant, an app or a subscription. Enter the resource's endpoint, ${example}.`,
    ],
    [
      { endpoint: "eyJhbGciOiJub25lIn0.eyJhdWQiOiJ4In0.c2ln" },
      `Endpoint: this looks like an access token. Enter the token on a Microsoft Entra Access Token connection, and here the resource's endpoint, ${example}.`,
    ],
    [
      { endpoint: "-----BEGIN PRIVATE KEY-----abc" },
      `Endpoint: this is a certificate or a private key. Enter it under Certificate of a service principal, and here the resource's endpoint, ${example}.`,
    ],
    [
      { endpoint: "joe@contoso.com" },
      `Endpoint: this is an e-mail address. Enter the resource's endpoint, ${example}.`,
    ],
    [
      { endpoint: "2024-10-21" },
      `Endpoint: this is a version. Enter it under API Version, and here the resource's endpoint, ${example}.`,
    ],
    [
      { endpoint: "gateway/team/openai" },
      `Endpoint: "gateway" lacks its domain. Enter the whole address, ${example}.`,
    ],
    [
      { endpoint: `https://r.openai.azure.com/${"a".repeat(2000)}` },
      `Endpoint: it is longer than any address. Enter the resource's endpoint, ${example}.`,
    ],
    [
      { organization: "org-abc123" },
      "Organization: this is an organization of OpenAI. Set Is OpenAI Key for its key, or enter the Azure resource's endpoint under Endpoint.",
    ],
    [{ organization: "0123456789abcdef0123456789abcdef" }, key.replace("Endpoint:", "Organization:")],
  ])("%j", (fields, sentence) => {
    expect(refusalOf(fields).message).toBe(sentence);
  });

  it.each([
    `${azure}/openai/deployments/%zz/chat/completions`,
    `${azure}/openai/deployments/%/x`,
    "https://gateway.example.com/team/deployments/%zz/chat/completions",
    "https://gateway.example.com/v1/account/gateway/azure-openai/resource/%zz",
  ])("%s, whose deployment can't be decoded", (endpoint) => {
    expect(refusalOf({ endpoint }).message).toMatch(/^Endpoint: .*\bdeployment\b/);
  });
});

describe("a field of 200,000 characters is refused", () => {
  const longest = "it is longer than any address.";
  it.each([
    "`,;",
    '"',
    "'",
    "<",
    "a.",
    "a-",
    "/",
    "/deployments",
    "/openai/v1",
    "curl ",
    " ",
    "x=",
    "[",
    "%25",
    "https://",
    "\u200b",
  ])("%j", (part) => {
    const endpoint = `${part.repeat(200_000 / part.length)}x`;
    expect(refusalOf({ endpoint }).message).toContain(`Endpoint: ${longest}`);
    expect(refusalOf({ organization: endpoint }).message).toContain(`Organization: ${longest}`);
    expect(refusalOf({ endpoint: azure, apiVersion: endpoint }).message).toBe(
      "API Version: what is entered is not a version. Enter v1, preview, or a date such as 2024-10-21.",
    );
    expect(refusalOf({ endpoint: `${azure}/${part.repeat(15_000 / part.length)}x` }).message).toMatch(
      /^Endpoint: /,
    );
  });
});

describe("what may be a key is not shown", () => {
  const secret = "aB3dE6gH9jK2mN5pQ8sT1vW4";
  it.each<EndpointFields>([
    { endpoint: azure, apiVersion: secret },
    { endpoint: azure, apiVersion: "sk-s3cret" },
    { endpoint: `${azure}, ${secret}` },
    { endpoint: `${azure}/ ${secret}` },
    { endpoint: `sk-${secret} with a blank` },
    { endpoint: `${secret}_${secret} ${secret}` },
    { endpoint: `https://[${secret}]/` },
    { endpoint: `ws://${secret} x` },
    { organization: `${secret}_x` },
    { organization: `key ${secret}` },
    { organization: `sk_${secret}`, isOpenAIKey: true },
    { endpoint: `${azure}/openai/deployments/${secret}%zz` },
    { endpoint: `${azure}/${secret}` },
    { endpoint: `${secret}${secret}` },
  ])("%j", (fields) => {
    const { message } = refusalOf(fields);
    expect(message).not.toContain(secret);
    expect(message).not.toContain("s3cret");
  });
});

it.each([
  "https://user:s3cretpassword@portal.azure.com/",
  "http://gw.example/openai?subscription-key=s3cretpassword",
  "https://gw .example/openai?code=s3cretpassword",
  "ftp://gw.example/?code=s3cretpassword",
  "https://r.openai.azure.com?api-version=s3cretpassword",
])("no refusal shows the secret in %s", (endpoint) => {
  expect(refusalOf({ endpoint }).message).not.toContain("s3cret");
});

it("whatever is entered, the credential is protected or the form is told what to change", () => {
  // biome-ignore format: one line reads better than thirty
  const parts = [
    "http://", "https://", "HTTP://", "//", "/", "\\", "@", ":", "?", "#", ".", "..", "%", "%zz", "%2e%2e", "localhost", "127.0.0.1", "[::1]",
    "r.openai.azure.com", "api.openai.com", "evil.example", "openai", "v1", "/openai/v1", "/openai/deployments/", "d", "?api-version=2024-10-21", " ",
    "\t", "\n", "user:pw@", ":8080", "0", "é", "１２７.0.0.1", "sk-",
  ];
  const text = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.array(fc.constantFrom(...parts), { maxLength: 6 }).map((chosen) => chosen.join("")),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  const fields = fc.record({
    endpoint: text,
    organization: text,
    isOpenAIKey: fc.boolean(),
    apiVersion: fc.constantFrom("", "v1", "preview", "2024-10-21", "latest"),
  });
  const property = fc.property(fields, (entered) => {
    let baseUrl: string;
    try {
      baseUrl = resolveEndpoint(entered).baseUrl;
    } catch (error) {
      expect(error).toBeInstanceOf(FieldError);
      expect((error as Error).message).toMatch(/^(Endpoint|Organization|API Version): .*\.$/s);
      return;
    }
    const url = new URL(baseUrl);
    expect(url.username + url.password + url.search + url.hash).toBe("");
    const isLoopback = /^(localhost|127\..*|\[::1\]|.*\.localhost)$/.test(url.hostname);
    expect(url.protocol === "https:" || (url.protocol === "http:" && isLoopback)).toBe(true);
  });
  fc.assert(property, { seed: 20261121, numRuns: 20_000 });
});
