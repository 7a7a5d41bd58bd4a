import type { EndpointFields } from "../../src/client/endpoint/endpointText";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { sendableSecret } from "../../src/client/identity/pastedKey";

const refusalOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It was accepted.");
};

const azure = (name: string) => `https://${name}.openai.azure.com`;

describe("an address that was left as a manual has it", () => {
  test.each<[fields: EndpointFields, name: string]>([
    [{ endpoint: azure("YOUR-RESOURCE-NAME") }, "your-resource-name"],
    [{ endpoint: "YOUR-RESOURCE-NAME" }, "your-resource-name"],
    [{ endpoint: "<your-resource>" }, "your-resource"],
    [{ endpoint: "your_resource" }, "your_resource"],
    [{ endpoint: azure("yourresourcename") }, "yourresourcename"],
    [{ endpoint: azure("your-azure-openai-resource") }, "your-azure-openai-resource"],
    [{ endpoint: azure("example") }, "example"],
    [{ endpoint: "example" }, "example"],
    [{ endpoint: azure("example-resource") }, "example-resource"],
    [{ endpoint: "https://xxxx.cognitiveservices.azure.com" }, "xxxx"],
    [{ endpoint: azure("resource-name") }, "resource-name"],
    [{ endpoint: azure("insert-name-here") }, "insert-name-here"],
    [{ endpoint: azure("undefined") }, "undefined"],
    [{ endpoint: "null" }, "null"],
    [{ endpoint: "https://your-apim.azure-api.net/openai" }, "your-apim"],
    [{ endpoint: "https://your.gateway.com/v1", isOpenAIKey: true }, "your"],
    [{ endpoint: "https://r.services.ai.azure.com/api/projects/YOUR-PROJECT" }, "YOUR-PROJECT"],
    [
      { endpoint: `${azure("r")}/openai/deployments/YOUR_DEPLOYMENT_NAME/chat/completions` },
      "YOUR_DEPLOYMENT_NAME",
    ],
  ])("%j is refused by its field", (fields, name) => {
    expect(refusalOf(() => resolveEndpoint(fields))).toBe(
      `Endpoint: "${name}" only stands for a name, and was left in. Enter the real one in its place, for example https://my-resource.openai.azure.com.`,
    );
  });

  test("is refused under Organization as well", () => {
    expect(refusalOf(() => resolveEndpoint({ organization: "YOUR-RESOURCE" }))).toMatch(
      /^Organization: "your-resource" only stands for a name/,
    );
  });

  test.each([
    ...[
      azure("{resource}"),
      azure("<resource>"),
      azure("[resource]"),
      azure("$RESOURCE"),
      azure("%RESOURCE%"),
    ],
    ...["{resource}", "<{resource}>", "$AZURE_OPENAI_ENDPOINT", azure("..."), azure("…"), azure("***")],
    `${azure("r")}/openai/deployments/{deployment}/chat/completions`,
  ])("%s is refused for its signs", (endpoint) => {
    expect(refusalOf(() => resolveEndpoint({ endpoint }))).toMatch(
      /^Endpoint: a part of the address only stands for a name\. /,
    );
  });

  test.each([
    ...[azure("my-resource"), azure("contoso"), azure("aoairesource"), azure("resource"), azure("test")],
    ...[azure("yourk-hub"), azure("youth-openai"), azure("hereford"), azure("examples-of-us"), azure("xx")],
    ...[
      "https://gateway.example.com/v1",
      "https://here.com/openai",
      "https://[::1]/v1",
      "https://[fe80::1]/v1",
    ],
    ...["https://replace.io/v1", "https://gw.contoso.com/$web/openai", "https://gw.contoso.com/name/openai"],
  ])("%s may be a real one", (endpoint) => {
    expect(resolveEndpoint({ endpoint }).origin).toBe(new URL(endpoint).origin);
  });
});

describe("a key that was left as a manual has it", () => {
  test.each([
    ...["YOUR_API_KEY", "<key>", "{key}", "<KEY1>", "ENTER_KEY", "yourkey", "YourOpenAiKey", "sk-xxxxxxxx"],
    ...["AZURE_OPENAI_KEY", "OPENAI_KEY", "AZURE_OPENAI_KEY_1", "$OPENAI_KEY", "$" + "{{ secrets.OPENAI }}"],
    ...["process.env.OPENAI_API_KEY", 'os.environ["KEY"]', "os.getenv('KEY')", 'Configuration["Key"]'],
    ...["#{OpenAiKey}#", "__OPENAI_TOKEN__", "Your Azure OpenAI key goes here"],
    "@Microsoft.KeyVault(SecretUri=https://vault.example.net/secrets/key)",
  ])("%s is refused by its field, and not shown", (key) => {
    expect(refusalOf(() => sendableSecret("API Key", key))).toBe(
      "API Key: it is a placeholder. Enter the key itself.",
    );
  });

  test.each(["sk-...", "sk-proj-…", "********"])("%s was copied where it is hidden", (key) => {
    expect(refusalOf(() => sendableSecret("API Key", key))).toContain("it was copied where it is hidden");
  });

  test.each([
    ...["EMPTY", "none", "dummy", "not-needed", "lm-studio", "ollama", "test", "abc123", "secret"],
    ...["0123456789abcdef0123456789abcdef", "sk-proj-a1B2c3D4e5F6", "your1Xk29aaQ", "KEYMAN_ROCKS_42x"],
  ])("%s may be one that a server takes", (key) => {
    expect(sendableSecret("API Key", key)).toBe(key);
  });
});
