import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";

const azure = "https://r.openai.azure.com";
const v6 = "https://[2001:db8::1]";

describe("what is copied along with an address changes nothing", () => {
  it.each([
    `\u201c${azure}/\u201d`,
    `\u2018${azure}\u2019`,
    `\u00ab${azure}/\u00bb`,
    `(${azure}/)`,
    `[${azure}/]`,
    `**${azure}/**`,
    `Endpoint - ${azure}`,
    `Azure OpenAI Endpoint: ${azure}/`,
    `Target URI\n${azure}/openai/v1/`,
    `Endpoint\t${azure}/`,
    `URL: <${azure}/>`,
    `Endpoint: \`${azure}/\``,
    `const endpoint = "${azure}/";`,
    `var endpoint = new Uri("${azure}/");`,
    `${azure}/%20`,
    `${azure}%20`,
    `%20${azure}`,
    `${azure}/.`,
    `${azure}/openai/v1.`,
    "https:/r.openai.azure.com/",
    "https:r.openai.azure.com",
    `https://${azure}/`,
    encodeURIComponent(`${azure}/`),
  ])("%j", (endpoint) => {
    expect(resolveEndpoint({ endpoint }).baseUrl).toBe(`${azure}/openai/v1`);
  });

  it("brackets of the address stay", () => {
    expect(resolveEndpoint({ endpoint: v6 }).origin).toBe(v6);
    expect(resolveEndpoint({ endpoint: `(${v6})` }).origin).toBe(v6);
    expect(resolveEndpoint({ endpoint: "https://gw.example/team(a)" }).prefix).toBe("/team(a)");
  });

  it("a text of 19,000 characters is read at once", () => {
    for (const part of ["(", "%20", ") ", "a: ", "https://", "*"]) {
      const endpoint = part.repeat(Math.floor(19_000 / part.length));
      expect(() => resolveEndpoint({ endpoint })).toThrow(/^Endpoint: /);
      expect(() => resolveEndpoint({ endpoint: `${azure}/${endpoint}x` })).toThrow(/^Endpoint: /);
    }
  });
});

it.each([
  "https://{your-resource-name}.openai.azure.com",
  `${azure}/openai/deployments/{deployment-id}/chat/completions?api-version=2024-10-21`,
  `${azure}/openai/deployments/<deployment>/chat/completions`,
  "https://gw.example/%7Bteam%7D/openai",
])("the braces of an example are no name: %s", (endpoint) => {
  expect(() => resolveEndpoint({ endpoint })).toThrow(
    "Endpoint: a part of the address only stands for a name. Enter the real name in place of the part in braces",
  );
});

it.each([`r.openai.azure.com ${azure}`, `sk-1 ${azure}`, `${azure} https://other.openai.azure.com`])(
  "more than an address is refused: %s",
  (endpoint) => {
    expect(() => resolveEndpoint({ endpoint })).toThrow(/^Endpoint: .*has a space in it/);
  },
);
