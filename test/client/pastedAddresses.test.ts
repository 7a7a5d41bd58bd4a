import { apiVersionFor, modelBaseUrl, routeAt } from "../../src/client/endpoint/address";
import type { ModelsEndpoint } from "../../src/client/endpoint/endpoint";
import type { EndpointFields } from "../../src/client/endpoint/endpointText";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run, testKey } from "../support/connector";
import { useServer } from "../support/hooks";
import { azureRows, gatewayRows, openAIKeyRows, wholeRows } from "./pastedAddressRows";

interface Row {
  fields: EndpointFields & { endpoint: string };
  expected: string;
}

const read = (row: string, origin: string, isOpenAIKey = false): Row => {
  const [, flag, pasted = "", expected = ""] = /^(?:\[(.+?)\] )?(.+?)\s*=> (.+)$/.exec(row) ?? [];
  return {
    fields: {
      endpoint: `${origin}${pasted}`,
      ...((isOpenAIKey || flag === "openai") && { isOpenAIKey: true }),
      ...(flag && flag !== "openai" && { apiVersion: flag }),
    },
    expected: expected.replace(/ \//, ` ${origin}/`),
  };
};

/** The deployment that the address names for a chat step. */
const chatDeployment = ({ operation, deployment }: ModelsEndpoint): string | undefined =>
  operation === "/embeddings" ? undefined : deployment;

/** What a chat step sends by its endpoint: the way of speaking, the credential's header, the address. */
const sentFor = (fields: EndpointFields): string => {
  try {
    const endpoint = resolveEndpoint(fields);
    const model = chatDeployment(endpoint) ?? "gpt-5.4";
    const url = new URL(`${modelBaseUrl(endpoint, model)}/chat/completions`);
    const version = apiVersionFor(endpoint, routeAt(endpoint, "POST", url));
    const query = [
      ...(version ? [`api-version=${version}`] : []),
      ...(endpoint.query ?? []).map((pair) => pair.join("=")),
    ];
    const header = endpoint.api === "openai" ? "authorization" : "api-key";
    return `${endpoint.api} ${header} ${url.href}${query.length > 0 ? `?${query.join("&")}` : ""}`;
  } catch (error) {
    return `refused ${(error as Error).message.replace(/^Endpoint: /, "")}`;
  }
};

const azure = "https://r.openai.azure.com";
const gateway = "https://gw.example";

const check = ({ fields, expected }: Row): void => {
  const sent = sentFor(fields);
  if (expected.startsWith("refused")) expect(sent.slice(0, expected.length)).toBe(expected);
  else expect(sent).toBe(expected);
};

describe("an address of one of Azure's own hosts", () => {
  it.each(azureRows)("%s", (row) => check(read(row, azure)));
});

describe("an address of a gateway", () => {
  it.each(gatewayRows)("%s", (row) => check(read(row, gateway)));
});

describe("an address with Is OpenAI Key", () => {
  it.each(openAIKeyRows)("%s", (row) => check(read(row, gateway, true)));
});

describe("an address of another host, or in a line of something", () => {
  it.each(wholeRows)("%s", (row) => check(read(row, "")));
});

it("the table has 150 different addresses and more", () => {
  const groups = [azureRows, gatewayRows, openAIKeyRows, wholeRows];
  const all = groups.flatMap((rows, group) => rows.map((row) => `${group} ${row}`));
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(150);
});

describe("a chat step sends", () => {
  const server = useServer([chatAnswer()]);

  const rows = [
    ...gatewayRows.map((row) => [row, false] as const),
    ...openAIKeyRows.map((row) => [row, true] as const),
  ];
  it.each(rows)("%s (%s)", async (row, isOpenAIKey) => {
    const { fields, expected } = read(row, server.url, isOpenAIKey);
    const isRefused = expected.startsWith("refused");
    const connection = keyConnection(fields.endpoint, {
      isOpenAIKey: String(fields.isOpenAIKey ?? false),
      apiVersion: fields.apiVersion ?? "v1",
      defaultModel: isRefused || chatDeployment(resolveEndpoint(fields)) ? "" : "gpt-5.4",
    });
    const step = run("createChatCompletion", { connection, userPrompt: "Hello" });
    if (isRefused) {
      expect(await failureOf(step)).toMatchObject({
        name: "ConnectionError",
        message: expect.stringMatching(/^Endpoint: /),
      });
      expect(server.requests).toEqual([]);
      return;
    }
    await step;
    const [api, header, address = ""] = expected.split(" ");
    const [request] = server.requests;
    expect(`${server.url}${request?.url}`).toBe(address);
    expect(request?.headers[header ?? ""]).toBe(header === "api-key" ? testKey : `Bearer ${testKey}`);
    expect(request?.headers[header === "api-key" ? "authorization" : "api-key"]).toBeUndefined();
    expect(api).toMatch(/^(v1|dated|openai)$/);
  });
});
