import { createClient } from "../../../src/client/createClient";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { debugContext, failureOf, run, silentLogger } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { startMs } from "../../support/testClock";
import { pastedConnection, webToken } from "./tokens";

const audience = "https://cognitiveservices.azure.com";
const endsIn = (milliseconds: number) => Math.floor((startMs + milliseconds) / 1000);
const minute = 60_000;
/** A token whose claims are this text. */
const claimsToken = (claims: string): string => `e30.${Buffer.from(claims).toString("base64url")}.c2ln`;

const token = webToken({ aud: audience, exp: endsIn(60 * minute) });

const server = useServer([chatAnswer()]);
useTestClock();

const chat = (accessToken: unknown, context: Record<string, unknown> = {}) =>
  run(
    "createChatCompletion",
    { connection: pastedConnection(server.url, accessToken), userPrompt: "Hello" },
    context,
  );
const sent = () => server.requests.map(({ headers }) => headers["authorization"]);

const cliAnswer = {
  accessToken: token,
  expiresOn: "2026-11-21 11:00:00.000000",
  expires_on: endsIn(60 * minute),
  subscription: "11111111-2222-4333-8444-555555555555",
  tenant: "66666666-7777-4888-9999-000000000000",
  tokenType: "Bearer",
};

describe("a pasted token goes out by itself", () => {
  it.each<[form: string, pasted: string]>([
    ["as it is", token],
    ["with spaces around", `  ${token}\n`],
    ["in double quotes", `"${token}"`],
    ["in single quotes", `'${token}'`],
    ["behind Bearer", `Bearer ${token}`],
    ["behind bearer, in quotes", `"bearer  ${token}"`],
    ["in the command line's answer", JSON.stringify(cliAnswer)],
    ["in that answer with line breaks", JSON.stringify(cliAnswer, null, 2)],
    ["in a token endpoint's answer", JSON.stringify({ token_type: "Bearer", access_token: token })],
  ])("%s", async (_form, pasted) => {
    await chat(pasted);
    expect(sent()).toEqual([`Bearer ${token}`]);
    expect(server.requests[0]?.headers).not.toHaveProperty("api-key");
  });

  it.each<[what: string, opaque: string]>([
    ["no claims at all", "opaque-token-0123456789"],
    ["two dots and no JSON between", "aaaa.bbbb.cccc"],
    ["claims that are a list", `e30.${Buffer.from("[1]").toString("base64url")}.c2ln`],
    ["claims that are null", `e30.${Buffer.from("null").toString("base64url")}.c2ln`],
    ["an end that is no number", webToken({ aud: audience, exp: "soon" })],
    ...["1e13", "1e300", "1e999", "-1e300", "-1", "null", '"1e300"', "[1]", "{}", "true"].map(
      (end): [string, string] => [`an end at ${end}`, claimsToken(`{"aud":"${audience}","exp":${end}}`)],
    ),
    ["an audience of any kind", claimsToken('{"aud":[null],"exp":{}}')],
    ["digits alone", "0123456789012345"],
  ])("with %s", async (_what, opaque) => {
    await chat(opaque);
    expect(sent()).toEqual([`Bearer ${opaque}`]);
  });
});

describe("a pasted token is refused before anything is sent", () => {
  const command = `az account get-access-token --resource ${audience}`;

  it.each<[what: string, pasted: () => unknown, message: string]>([
    ["missing", () => undefined, "Access Token: it is empty. Enter it in the connection."],
    ["of spaces", () => "   ", "Access Token: it is empty. Enter it in the connection."],
    [
      "with a space inside",
      () => `${token} ${token}`,
      "Access Token: it contains a space or a character that keys don't have. Copy it again.",
    ],
    [
      "that ended a moment ago",
      () => webToken({ aud: audience, exp: endsIn(0) }),
      `Access Token: it expired at 2026-11-21T09:00:00Z, 1 min ago. Paste a new one: get one with ${command}.`,
    ],
    [
      "that ended 25 minutes ago",
      () => webToken({ exp: endsIn(-25 * minute) }),
      `Access Token: it expired at 2026-11-21T08:35:00Z, 25 min ago. Paste a new one: get one with ${command}.`,
    ],
    [
      "that ended yesterday",
      () => JSON.stringify({ accessToken: webToken({ exp: endsIn(-24 * 60 * minute) }) }),
      `Access Token: it expired at 2026-11-20T09:00:00Z, 24 h ago. Paste a new one: get one with ${command}.`,
    ],
  ])("%s", async (_what, pasted, message) => {
    const error = await failureOf(chat(pasted()));
    expect(error).toMatchObject({ name: "ConnectionError", message });
    expect(server.requests).toEqual([]);
  });
});

it("a pasted token that ends between two attempts is not sent again", async () => {
  const soon = webToken({ aud: audience, exp: endsIn(5 * minute) });
  server.script(errorAnswer(429, { "retry-after": "400" }), chatAnswer());
  const error = await failureOf(chat(soon));
  expect(error.name).toBe("ConnectionError");
  expect(error.message).toContain("Access Token: it expired at 2026-11-21T09:05:00Z, 2 min ago.");
  expect(sent()).toEqual([`Bearer ${soon}`]);
});

it("a pasted token that the service refuses is not sent twice", async () => {
  server.script(errorAnswer(401));
  expect(await failureOf(chat(token))).toMatchObject({ name: "ConnectionError", status: 401, attempts: 1 });
  expect(sent()).toHaveLength(1);
});

describe("a pasted token for another service", () => {
  const context = { logger: silentLogger };
  const prepare = (endpoint: string, aud: unknown) =>
    createClient(context, {
      action: "Create Chat Completion",
      connection: pastedConnection(endpoint, webToken({ aud, exp: endsIn(minute) })),
    });
  const manager = "Azure Resource Manager";
  const graph = "Microsoft Graph";
  const foreign: Array<[aud: string | string[], service: string]> = [
    ["https://management.core.windows.net/", manager],
    ["https://management.azure.com", manager],
    ["https://management.azure.com/", manager],
    ["https://management.usgovcloudapi.net", manager],
    ["https://management.core.usgovcloudapi.net/", manager],
    ["https://management.chinacloudapi.cn", manager],
    [["https://management.azure.com"], manager],
    ["https://graph.microsoft.com", graph],
    ["https://graph.microsoft.us/", graph],
    ["https://microsoftgraph.chinacloudapi.cn", graph],
    ["00000003-0000-0000-c000-000000000000", graph],
  ];

  it.each(foreign)("%s is refused on Azure's own host as one for %s", (aud, service) => {
    expect(() => prepare("https://my-resource.openai.azure.com", aud)).toThrow(
      `Access Token: it is a token for ${service}. For Azure OpenAI, get one with az account get-access-token --resource ${audience}.`,
    );
  });

  it("is refused with the audience of the endpoint's cloud", () => {
    expect(() => prepare("https://my-resource.openai.azure.us", foreign[3]?.[0])).toThrow(
      "get one with az account get-access-token --resource https://cognitiveservices.azure.us.",
    );
  });

  it.each(foreign)("%s is sent to any other host, whose operator knows", async (aud) => {
    const accepted = webToken({ aud, exp: endsIn(minute) });
    await chat(accepted);
    expect(sent()).toEqual([`Bearer ${accepted}`]);
  });

  it.each([audience, `${audience}/`, "https://ai.azure.com", "api://my-gateway", undefined])(
    "is not one whose audience is %s",
    (aud) => {
      expect(prepare("https://my-resource.openai.azure.com", aud).endpoint.host).toBe("azure");
    },
  );
});

it.each([
  ["200", chatAnswer()],
  ["401", errorAnswer(401)],
  ["500", errorAnswer(500)],
  ["400, the token in it", { status: 400, body: { error: { message: `Your token is ${token}` } } }],
  ["200, the token in it", chatAnswer(`Your token is ${token}`)],
])("a pasted token is in no log line, error or output, the answer being %s", async (_status, answer) => {
  server.script(answer);
  for (const pasted of [token, JSON.stringify(cliAnswer), `Bearer ${webToken({ exp: endsIn(-minute) })}`]) {
    const exposure = await exposureOf((captured) => chat(pasted, debugContext(captured)));
    expect(leaksIn(exposure, [token, webToken({ exp: endsIn(-minute) })])).toEqual([]);
  }
});

describe("Audience of a pasted token", () => {
  const ofGateway = "api://my-gateway";
  const tokenFor = (aud: string) => webToken({ aud, exp: endsIn(60 * minute) });
  const chatFor = (wanted: string, aud: string) =>
    run("createChatCompletion", {
      connection: pastedConnection(server.url, tokenFor(aud), { audience: wanted }),
      userPrompt: "Hello",
    });

  it.each([
    [ofGateway, ofGateway],
    [`${ofGateway}/.default`, ofGateway],
    ["11111111-2222-4333-8444-555555555555", "api://11111111-2222-4333-8444-555555555555"],
    [ofGateway, "11111111-2222-4333-8444-555555555555"],
    ["11111111-2222-4333-8444-555555555555", ofGateway],
    ["https://gateway.example.com", "https://gateway.example.com/"],
  ])("%s takes a token for %s", async (wanted, aud) => {
    await chatFor(wanted, aud);
    expect(server.requests).toHaveLength(1);
  });

  it("refuses a token for another service before it is sent, and says how to get the right one", async () => {
    const error = await failureOf(chatFor(ofGateway, audience));
    expect(error.message).toBe(
      `Access Token: it is a token for "${audience}". For ${ofGateway}, get one with az account get-access-token --resource ${ofGateway}.`,
    );
    expect(server.requests).toEqual([]);
  });
});
