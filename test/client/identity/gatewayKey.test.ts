import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run, testKey } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { pastedConnection, signInConnection } from "./tokens";

const gatewayKey = "g4teway~Key/ABCDEFGHIJ==0123";
const token = "opaque-token-0123456789";

const server = useServer([chatAnswer()]);

type Fields = Record<string, unknown>;
const chat = (connection: { fields: Fields }) =>
  run("createChatCompletion", { connection, userPrompt: "Hello" });
const withKey = (fields: Fields = {}, endpoint = server.url) =>
  keyConnection(endpoint, { subscriptionKey: gatewayKey, ...fields });
const credentials = ["api-key", "authorization", "ocp-apim-subscription-key", "x-gateway-key"];
/** The headers of the last request that may carry a credential. */
const sent = () => {
  const { headers } = server.requests.at(-1) ?? { headers: {} };
  return Object.fromEntries(Object.entries(headers).filter(([name]) => credentials.includes(name)));
};

describe("the gateway's key", () => {
  it.each<[what: string, fields: Fields, header: string]>([
    ["by default", {}, "ocp-apim-subscription-key"],
    ["with an empty field", { subscriptionKeyHeader: " " }, "ocp-apim-subscription-key"],
    [
      "as the form fills it in",
      { subscriptionKeyHeader: "Ocp-Apim-Subscription-Key" },
      "ocp-apim-subscription-key",
    ],
    ["by a name of its own", { subscriptionKeyHeader: "X-Gateway-Key" }, "x-gateway-key"],
  ])("goes out beside the service's key, its header named %s", async (_what, fields, header) => {
    await chat(withKey(fields));
    expect(sent()).toEqual({ "api-key": testKey, [header]: gatewayKey });
  });

  it.each([
    ["quotes", `"${gatewayKey}"`],
    ["spaces", ` ${gatewayKey}\n`],
  ])("may be pasted in %s", async (_what, subscriptionKey) => {
    await chat(withKey({ subscriptionKey }));
    expect(sent()).toMatchObject({ "ocp-apim-subscription-key": gatewayKey });
  });

  it.each(["", "  ", undefined])("is not sent when the input holds %j", async (subscriptionKey) => {
    await chat(withKey({ subscriptionKey, subscriptionKeyHeader: "x-gateway-key" }));
    expect(sent()).toEqual({ "api-key": testKey });
  });

  it("goes out beside a token that was pasted", async () => {
    await chat(pastedConnection(server.url, token, { subscriptionKey: gatewayKey }));
    expect(sent()).toEqual({ authorization: `Bearer ${token}`, "ocp-apim-subscription-key": gatewayKey });
  });

  it("goes out beside a user's sign-in, and may be named api-key there", async () => {
    const fields = { subscriptionKey: gatewayKey, subscriptionKeyHeader: "api-key" };
    await chat(signInConnection(server.url, { access_token: token }, fields));
    expect(sent()).toEqual({ authorization: `Bearer ${token}`, "api-key": gatewayKey });
  });

  it("may be named api-key beside an OpenAI key, which goes by another header", async () => {
    await chat(withKey({ subscriptionKeyHeader: "api-key", isOpenAIKey: "true" }, `${server.url}/v1`));
    expect(sent()).toEqual({ authorization: `Bearer ${testKey}`, "api-key": gatewayKey });
  });
});

describe("an empty API Key", () => {
  it.each(["", " ", undefined])("(%j) is left out where the gateway has its key", async (apiKey) => {
    await chat(withKey({ apiKey }));
    expect(sent()).toEqual({ "ocp-apim-subscription-key": gatewayKey });
  });

  it("lets the gateway's key be named api-key", async () => {
    await chat(withKey({ apiKey: "", subscriptionKeyHeader: "API-Key" }));
    expect(sent()).toEqual({ "api-key": gatewayKey });
  });

  it("is left out for OpenAI's api too", async () => {
    await chat(withKey({ apiKey: "" }, `${server.url}/v1`));
    expect(sent()).toEqual({ "ocp-apim-subscription-key": gatewayKey });
  });

  it("is refused without the gateway's key", async () => {
    const error = await failureOf(chat(keyConnection(server.url, { apiKey: "" })));
    expect(error.message).toBe("API Key: it is empty. Enter it in the connection.");
    expect(server.requests).toEqual([]);
  });
});

describe("the gateway's key is refused before anything is sent", () => {
  const field = "Subscription Key Header";
  const ownHeader = (name: string) =>
    `${field}: ${name} carries the connection's own credential already. Enter the gateway's header.`;
  const ofTransport = (name: string) =>
    `${field}: ${name} is set by the transport. Enter the gateway's header.`;

  it.each<[what: string, connection: () => { fields: Fields }, message: string]>([
    ["api-key, taken", () => withKey({ subscriptionKeyHeader: "Api-Key" }), ownHeader("api-key")],
    [
      "authorization, taken by OpenAI's key",
      () => withKey({ subscriptionKeyHeader: "Authorization" }, `${server.url}/v1`),
      ownHeader("authorization"),
    ],
    [
      "authorization, taken by a token",
      () =>
        pastedConnection(server.url, token, {
          subscriptionKey: gatewayKey,
          subscriptionKeyHeader: "authorization",
        }),
      ownHeader("authorization"),
    ],
    [
      "openai-organization, taken",
      () =>
        withKey({ subscriptionKeyHeader: "openai-organization", organization: "org-1" }, `${server.url}/v1`),
      ownHeader("openai-organization"),
    ],
    ["Host", () => withKey({ subscriptionKeyHeader: "Host" }), ofTransport("host")],
    [
      "content-length",
      () => withKey({ subscriptionKeyHeader: "content-length" }),
      ofTransport("content-length"),
    ],
    [
      "accept-encoding",
      () => withKey({ subscriptionKeyHeader: "Accept-Encoding" }),
      ofTransport("accept-encoding"),
    ],
    [
      "a name with a space",
      () => withKey({ subscriptionKeyHeader: "my key" }),
      `${field}: "my key" has a character in its name or value that headers can't have.`,
    ],
    [
      "a key with a space",
      () => withKey({ subscriptionKey: "two words" }),
      "Subscription Key: it contains a space or a character that keys don't have. Copy it again.",
    ],
    [
      "a key with an umlaut",
      () => withKey({ subscriptionKey: "schlüssel" }),
      "Subscription Key: it contains a space or a character that keys don't have. Copy it again.",
    ],
  ])("%s", async (_what, connection, message) => {
    expect(await failureOf(chat(connection()))).toMatchObject({ name: "ConnectionError", message });
    expect(server.requests).toEqual([]);
  });
});
