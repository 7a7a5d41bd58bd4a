import { errorAnswer } from "../support/answers";
import { debugContext, failureOf, keyConnection, testKey } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { exposureOf, leaksIn } from "../support/leaks";
import { startScriptedServer } from "../support/scriptedServer";
import { startMs } from "../support/testClock";
import { answerOf, baseOf, broken, chatAt, notFoundAnswer, startDeployments } from "./fallbackRig";
import { pastedConnection, webToken } from "./identity/tokens";

const secondKey = "s3cond~Key+9876543210==zyxwvut";

useTestClock();
const first = useStarted(() => startDeployments({ a: broken }));
const second = useStarted(() => startDeployments({ a: answerOf("a") }));

const secondConnection = (fields: Record<string, unknown> = {}) => ({
  ...keyConnection(second.url, { apiKey: secondKey, ...fields }),
  configVarKey: "Second",
});
/** What answers with these words of a key. */
const echoing = (key: string) => ({ status: 500, body: { error: { message: `The key was ${key}` } } });

const onSecond = () => ({ connection: "Fallback Connection", endpoint: baseOf(second) });
const onFirst = () => ({ connection: "Connection", endpoint: baseOf(first) });

describe("a second connection", () => {
  it("is asked for the same deployment, and the output says so", async () => {
    const { data } = await chatAt(first, { fallbackConnection: secondConnection() });
    expect([first.asked, second.asked]).toEqual([["a"], ["a"]]);
    expect(data).toMatchObject({
      output_text: "from a",
      fallback: {
        answeredBy: { ...onSecond(), deployment: "a" },
        passedOver: [{ ...onFirst(), deployment: "a", reason: expect.stringContaining("status 500") }],
      },
    });
  });

  it("comes behind all deployments of the first one, and is asked for all of them", async () => {
    first.deploy("b", broken);
    second.deploy("a", broken);
    second.deploy("b", answerOf("b"));
    const { data } = await chatAt(first, {
      fallbackModels: ["b", "c"],
      fallbackConnection: secondConnection(),
    });
    expect([first.asked, second.asked]).toEqual([
      ["a", "b", "c"],
      ["a", "b"],
    ]);
    expect(data).toMatchObject({ fallback: { answeredBy: { ...onSecond(), deployment: "b" } } });
  });

  it("is not asked while the first one answers", async () => {
    first.deploy("a", answerOf("a"));
    await chatAt(first, { fallbackConnection: secondConnection() });
    expect(second.requests).toEqual([]);
  });

  it("gets its own key alone, and its gateway's fields, not the first one's", async () => {
    const connection = keyConnection(first.url, {
      subscriptionKey: "first-gateway-key-012345",
      extraHeaders: { "x-first": "first-header" },
      extraQuery: { first: "query" },
    });
    const own = { extraHeaders: { "x-second": "second-header" }, extraQuery: { second: "query" } };
    await chatAt(first, { connection, fallbackConnection: secondConnection(own) });
    const [toFirst] = first.requests;
    const [toSecond] = second.requests;
    expect(toFirst?.headers).toMatchObject({ "api-key": testKey, "x-first": "first-header" });
    expect(toSecond?.headers).toMatchObject({ "api-key": secondKey, "x-second": "second-header" });
    expect(JSON.stringify(toSecond)).not.toMatch(/first/);
    expect(JSON.stringify(toSecond)).not.toContain(testKey);
    expect(JSON.stringify(toFirst)).not.toContain(secondKey);
    expect(toSecond?.url).toContain("?second=query");
  });

  it("may be of another kind", async () => {
    const token = "opaque-token-0123456789";
    await chatAt(first, { fallbackConnection: pastedConnection(second.url, token) });
    expect(second.requests[0]?.headers).toMatchObject({ authorization: `Bearer ${token}` });
    expect(second.requests[0]?.headers).not.toHaveProperty("api-key");
  });

  it("shows neither key in a log line or an error when both fail", async () => {
    first.deploy("a", echoing(testKey));
    second.deploy("a", echoing(secondKey));
    const exposure = await exposureOf((captured) =>
      chatAt(first, { fallbackConnection: secondConnection() }, debugContext(captured)),
    );
    expect(exposure.failed).toBe(true);
    expect(exposure.output).toContain("The key was [redacted]");
    expect(leaksIn(exposure, [testKey, secondKey])).toEqual([]);
  });

  it("whose own credential is refused is the connection to mend", async () => {
    second.deploy("a", errorAnswer(401));
    const error = await failureOf(chatAt(first, { fallbackConnection: secondConnection() }));
    expect(error).toMatchObject({ name: "ConnectionError", status: 401 });
    expect(error.connection).toMatchObject({ configVarKey: "Second", fields: {} });
    expect(error.message).toContain(second.url);
  });

  it("whose token is over is refused before the first one is asked", async () => {
    const token = webToken({ exp: Math.floor(startMs / 1000) - 60 });
    const error = await failureOf(chatAt(first, { fallbackConnection: pastedConnection(second.url, token) }));
    expect(error.message).toMatch(/^Access Token: it expired at 2026-11-21T08:59:00Z/);
    expect([first.requests, second.requests]).toEqual([[], []]);
  });

  it.each<[fields: Record<string, unknown>, message: RegExp]>([
    [{ apiKey: "" }, /^API Key: it is empty/],
    [{ endpoint: "http://r.openai.azure.com" }, /^Endpoint: http: ?\/\//],
    [{ apiVersion: "soon" }, /^API Version: "soon" is not a version/],
    [{ extraHeaders: { host: "x" } }, /^Extra Headers: remove "host"/],
  ])("with %j is refused by the field's name before anything is sent", async (fields, message) => {
    const error = await failureOf(chatAt(first, { fallbackConnection: secondConnection(fields) }));
    expect(error.name).toBe("ConnectionError");
    expect(error.connection).toMatchObject({ configVarKey: "Second" });
    expect(error.message).toMatch(message);
    expect([first.requests, second.requests]).toEqual([[], []]);
  });
});

describe("a host that refuses connections", () => {
  it("is not asked for its other deployments", async () => {
    const gone = await startScriptedServer();
    await gone.close();
    const { data } = await chatAt(gone, { fallbackModels: ["b"], fallbackConnection: secondConnection() });
    const endpoint = `${gone.url}/openai/v1`;
    expect(data).toMatchObject({
      fallback: {
        answeredBy: { ...onSecond(), deployment: "a" },
        passedOver: [
          { endpoint, deployment: "a", reason: expect.stringContaining(`could not reach ${gone.url}`) },
          { endpoint, deployment: "b", reason: `Not tried: ${gone.url} could not be reached.` },
        ],
      },
    });
  });

  it("and a second one that fails too give the first one's error, with the others' reasons", async () => {
    const gone = await startScriptedServer();
    await gone.close();
    second.deploy("a", notFoundAnswer);
    second.deploy("b", broken);
    const error = await failureOf(
      chatAt(gone, { fallbackModels: ["b"], fallbackConnection: secondConnection() }),
    );
    expect(error).toMatchObject({ kind: "network", code: "ECONNREFUSED" });
    expect(error.message).toMatch(
      / Fallbacks: b: Not tried: http:\S+ could not be reached\. a: .*DeploymentNotFound.* b: .*status 500/,
    );
    expect(second.asked).toEqual(["a", "b"]);
  });
});

describe("a connection that repeats the other one's credential", () => {
  const gatewayKey = "gateway~Key/0123456789==";
  const others = () => secondConnection({ subscriptionKey: gatewayKey });

  it.each(["first", "second"])("of the two the %s, shows nothing of it in errors and logs", async (which) => {
    const said = [testKey, secondKey, gatewayKey].join(" and ");
    first.deploy("a", which === "first" ? echoing(said) : broken);
    second.deploy("a", which === "second" ? echoing(said) : broken);
    const exposure = await exposureOf((captured) =>
      chatAt(first, { fallbackConnection: others() }, debugContext(captured)),
    );
    expect(exposure.failed).toBe(true);
    expect(exposure.output).toContain("The key was [redacted] and [redacted] and [redacted]");
    expect(leaksIn(exposure, [testKey, secondKey, gatewayKey])).toEqual([]);
  });

  it("has it in no refusal of its own form", async () => {
    const error = await failureOf(
      chatAt(first, {
        connection: keyConnection("open sesame"),
        fallbackConnection: secondConnection({ apiKey: "sesame" }),
      }),
    );
    expect(error.message).toMatch(/^Endpoint: /);
    expect(error.message).not.toContain("sesame");
  });
});
