import { entraError, startEntraAuthority } from "../../../local/endpoint";
import { openIdConfiguration } from "../../../local/endpoint/azure/entra/entraDocuments";
import { readTokenFailure } from "../../../src/client/identity/entraErrors";
import { chatAnswer } from "../../support/answers";
import { debugContext, entraConnection, failureOf, run } from "../../support/connector";
import { shareServer, shareStarted, useLocalTrust } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { type ScriptEntry, type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";

const server = shareServer([chatAnswer()]);
const entra = shareStarted(() => startEntraAuthority());
useLocalTrust();

const chat = (fields: Record<string, unknown> = {}, context: Record<string, unknown> = {}) =>
  run(
    "createChatCompletion",
    { connection: entraConnection(entra, server.url, fields), userPrompt: "Hello" },
    context,
  );

const expectHelpful = (message: string) => {
  expect(message).toMatch(
    /^Create Chat Completion [a-z].*\.$|^Create Chat Completion [a-z].*\(AADSTS\d+\)\.?$/,
  );
  expect(message).not.toMatch(/\n|undefined|msal|aka\.ms|Timestamp|Trace ID|Correlation ID|Error\(s\)/i);
};

it("a moment of Entra's is no connection problem, and a fallback is asked", async () => {
  entra.failNextWith("AADSTS90033");
  const error = await failureOf(chat());
  expect(error).toMatchObject({ name: "AzureOpenAIError", kind: "network", code: "AADSTS90033" });
  expectHelpful(error.message);
});

describe("a refusal of Entra is a connection problem with its mend", () => {
  it.each<[code: `AADSTS${number}`, mend: RegExp]>([
    ["AADSTS7000215", /Client Secret is wrong: enter the secret's value, not its id/],
    ["AADSTS7000222", /Client Secret has expired: create a new one/],
    ["AADSTS700016", /Client ID is not an application of this tenant/],
    ["AADSTS90002", /Tenant ID is not a tenant of this cloud/],
    ["AADSTS900023", /Tenant ID is neither a directory id nor a domain/],
    ["AADSTS500011", /check Audience and Cloud, and choose the authority host of the cloud/],
    ["AADSTS7000112", /app registration is disabled/],
    ["AADSTS7000229", /no service principal in this tenant/],
    ["AADSTS700024", /check the clock/],
    ["AADSTS90094", /Consent is missing/],
    ["AADSTS65001", /Consent is missing: an administrator/],
    ["AADSTS700027", /The certificate is not one of the app registration's/],
    ["AADSTS70021", /No federated credential/],
    ["AADSTS700213", /No federated credential/],
    ["AADSTS50076", /second factor/],
    ["AADSTS50079", /second factor/],
    ["AADSTS53003", /Conditional Access policy/],
    ["AADSTS12345", /AADSTS12345: The request was refused\./],
  ])("%s", async (code, mend) => {
    entra.failNextWith(code);
    const exposure = await exposureOf((captured) => chat({}, debugContext(captured)));
    expect(leaksIn(exposure, [entra.clientSecret])).toEqual([]);
    entra.failNextWith(code);
    const error = await failureOf(chat());
    expect(error).toMatchObject({ name: "ConnectionError", kind: "rejected", code, attempts: 0 });
    expect(error.message).toMatch(/^Create Chat Completion was refused a token by Microsoft Entra\. /);
    expect(error.message).toMatch(mend);
    expectHelpful(error.message);
    expect(server.requests).toEqual([]);
  });

  it.each<[what: string, fields: Record<string, unknown>, mend: RegExp]>([
    ["a wrong secret", { clientSecret: "wrong~secret~value" }, /Client Secret is wrong/],
    [
      "an unknown client",
      { clientId: "22222222-0000-4000-8000-000000000000" },
      /Client ID is not an application/,
    ],
    ["an unknown tenant", { tenantId: "33333333-0000-4000-8000-000000000000" }, /Tenant ID/],
    ["an unknown domain", { tenantId: "nobody.onmicrosoft.com" }, /Tenant ID/],
  ])("%s", async (_what, fields, mend) => {
    const error = await failureOf(chat(fields));
    expect(error.name).toBe("ConnectionError");
    expect(error.message).toMatch(mend);
    expectHelpful(error.message);
    expect(server.requests).toEqual([]);
  });

  it("is not kept: the next step asks again", async () => {
    entra.failNextWith("AADSTS7000222");
    await failureOf(chat());
    expect(await chat()).toMatchObject({ data: { output_text: "Hello" } });
  });
});

describe("an authority that gives no token and no reason", () => {
  let authorities: ScriptedServer[] = [];
  const startAuthority = async (...entries: ScriptEntry[]) => {
    const authority = await startScriptedServer(entries, { tls: true });
    authorities.push(authority);
    return authority;
  };
  afterEach(async () => {
    await Promise.all(authorities.map((authority) => authority.close()));
    authorities = [];
  });

  it("that is not there is told as such, and the connection is not blamed", async () => {
    const error = await failureOf(chat({ authorityHost: "https://127.0.0.1:1" }));
    expect(error).toMatchObject({ name: "AzureOpenAIError", kind: "network", attempts: 0 });
    expect(error.message).toMatch(/Authority Host/);
    expectHelpful(error.message);
  });

  it("that answers with a page is told as such", async () => {
    const proxy = await startAuthority({ body: "<html>Sign in</html>" });
    const error = await failureOf(chat({ authorityHost: proxy.url }));
    expect(error.message).toMatch(/Authority Host/);
    expectHelpful(error.message);
  });

  it("that does not answer uses up its time", async () => {
    const clock = new TestClock(Date.now());
    const silent = await startAuthority(() => clock.fireEarliestTimer());
    const error = await failureOf(chat({ authorityHost: silent.url }));
    clock.restore();
    expect(error).toMatchObject({ kind: "timeout", attempts: 0 });
    expect(error.message).toBe(
      "Create Chat Completion got no token: Microsoft Entra did not answer in 60 s. Check Authority Host, or run the step again.",
    );
  });

  it("that repeats the secret does not bring it into the open", async () => {
    const authority = await startAuthority();
    const message = `The secret ${entra.clientSecret} is wrong.`;
    authority.script(
      { body: openIdConfiguration(authority.url, entra.tenantId) },
      { status: 401, body: entraError("invalid_client", 12345, message) },
    );
    const exposure = await exposureOf((captured) =>
      chat({ authorityHost: authority.url }, debugContext(captured)),
    );
    expect(authority.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(exposure.output).toContain("AADSTS12345");
    expect(leaksIn(exposure, [entra.clientSecret])).toEqual([]);
  });
});

describe("a service principal that can't be used is refused before anything is sent", () => {
  it.each<[fields: Record<string, unknown>, message: RegExp]>([
    [{ tenantId: "" }, /^Tenant ID: it is empty/],
    [{ clientId: " " }, /^Client ID: it is empty/],
    [{ clientSecret: undefined }, /^Client Secret: it is empty/],
    [{ tenantId: "../common" }, /^Tenant ID: enter the directory id/],
    [{ tenantId: "contoso com" }, /^Tenant ID: enter the directory id/],
    [{ tenantId: "a@b" }, /^Tenant ID: enter the directory id/],
    [{ authorityHost: "http://login.microsoftonline.com" }, /^Authority Host: .* is not an https address/],
    [{ authorityHost: "https://" }, /^Authority Host: .* is not an https address/],
    [{ authorityHost: "no host" }, /^Authority Host: .* is not an https address/],
    [{ endpoint: "" }, /^Endpoint: enter the resource's endpoint/],
    [
      { endpoint: "http://r.openai.azure.com" },
      /^Endpoint: http: ?\/\/ would send the credential unprotected/,
    ],
  ])("%j", async (fields, message) => {
    const asked = entra.requests.length;
    const error = await failureOf(chat(fields));
    expect(error.name).toBe("ConnectionError");
    expect(error.message).toMatch(message);
    expect(entra.requests).toHaveLength(asked);
  });
});

describe("an identity library's error", () => {
  it("without anything in it still reads", () => {
    expect(readTokenFailure(new Error("boom"))).toEqual({ reason: "boom", isConfiguration: false });
  });

  it.each([
    [400, true],
    [401, true],
    [429, false],
    [500, false],
    [503, false],
  ])("with status %d and no code is the connection's fault: %s", (statusCode, isConfiguration) => {
    const error = Object.assign(new Error("Refused."), { statusCode });
    expect(readTokenFailure(error)).toMatchObject({ status: statusCode, isConfiguration });
  });

  it.each([
    ["AADSTS90033: A transient error has occurred.", 503, false],
    ["AADSTS90033: A transient error has occurred.", 400, false],
    ["AADSTS50196: The server ended the request.", 400, false],
    ["AADSTS12345: Something else.", 500, false],
    ["AADSTS12345: Too many.", 429, false],
    ["AADSTS7000215: Invalid client secret.", 401, true],
    ["AADSTS12345: Something else.", 400, true],
  ])("%s (status %d) is the connection's fault: %s", (message, statusCode, isConfiguration) => {
    expect(readTokenFailure(Object.assign(new Error(message), { statusCode })).isConfiguration).toBe(
      isConfiguration,
    );
  });

  it("with a code in its list alone is explained", () => {
    const error = Object.assign(new Error("x"), {
      statusCode: 401,
      errorResponse: { errorCodes: [7000222] },
    });
    expect(readTokenFailure(error)).toMatchObject({ code: "AADSTS7000222", isConfiguration: true });
  });
});
