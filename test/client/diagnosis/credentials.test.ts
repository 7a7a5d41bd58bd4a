import type { LocalEndpoint } from "../../../local/endpoint";
import { keyConnection } from "../../support/connector";
import { useClosing, useLocalTrust } from "../../support/hooks";
import { sendAnswer, startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { checkOf, diagnose, diagnoseEntra, patternOf, runOutNextTimer, useEndpoints } from "./support";

useLocalTrust();
const closeLater = useClosing();
const start = useEndpoints({ tls: true });

const diagnoseKey = (endpoint: LocalEndpoint, fields = {}, model = "gpt-5.4") =>
  diagnose(keyConnection(endpoint.url, fields), model);

describe("a key", () => {
  it("that is wrong fails Credential, with one call", async () => {
    const endpoint = await start();
    const diagnosis = await diagnoseKey(endpoint, { apiKey: "another-key-0123456789" });
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential")).toMatchObject({
      detail: expect.stringMatching(/^The call for the models was rejected \(status 401, .*invalid/),
      mend: expect.stringContaining(
        `Check that API Key belongs to the resource at ${endpoint.url}, and that Endpoint names that resource. If ${endpoint.url} has an API like OpenAI's, set Is OpenAI Key`,
      ),
    });
    expect(endpoint.requests).toHaveLength(1);
  });

  it("that is wrong for OpenAI fails Credential too", async () => {
    const endpoint = await start();
    const connection = keyConnection(`${endpoint.url}/v1`, { apiKey: "sk-wrong-0123456789" });
    const diagnosis = await diagnose(connection, "gpt-5.4");
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential").mend).toContain("has not been revoked");
  });

  it.each([
    ["empty", { apiKey: "" }, "API Key: it is empty.", "Enter it in the connection."],
    [
      "unsendable",
      { apiKey: "two words" },
      "API Key: it contains a space or a character that keys don't have.",
      "Copy it again.",
    ],
  ])(
    "that is %s fails Credential behind DNS and TLS, and sends nothing",
    async (_what, fields, detail, mend) => {
      const endpoint = await start();
      const diagnosis = await diagnoseKey(endpoint, fields);
      expect(patternOf(diagnosis)).toBe("++!------");
      expect(checkOf(diagnosis, "Credential")).toMatchObject({ detail, mend });
      expect(diagnosis.endpoint).toBe(`${endpoint.url}/openai/v1`);
      expect(endpoint.requests).toEqual([]);
    },
  );

  it("that is switched off on the resource fails Credential", async () => {
    const diagnosis = await diagnoseKey(await start({ access: { areKeysDisabled: true } }));
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential").mend).toContain("use a Microsoft Entra connection");
  });

  it("behind network rules is not judged", async () => {
    const diagnosis = await diagnoseKey(await start({ access: { isNetworkBlocked: true } }));
    expect(patternOf(diagnosis)).toBe("++---!---");
    expect(checkOf(diagnosis, "Network rules").mend).toContain("allow its addresses under Networking");
    expect(checkOf(diagnosis, "Credential").mend).toBe("Needs Network rules first.");
  });
});

describe("a service principal", () => {
  it.each([
    [
      "a value with the end of a sentence in it",
      { cloud: "No. Where" },
      'Cloud: "No. Where" is not a cloud.',
      "Choose one of automatic, public, usGovernment, china.",
    ],
    [
      "a wrong secret",
      { clientSecret: "not-the-secret" },
      "The connection was refused a token by Microsoft Entra (AADSTS7000215).",
      "Client Secret is wrong: enter the secret's value, not its id.",
    ],
    [
      "a certificate that is none",
      { clientSecret: "", certificate: "hello" },
      "Certificate: this is not PEM text.",
      "Paste the certificate and its private key, each between BEGIN and END lines; openssl pkcs12 -in file.pfx -out file.pem makes them of a PFX file.",
    ],
    [
      "a tenant that is none",
      { tenantId: "two words" },
      "Tenant ID can't be used.",
      "Tenant ID: enter the directory id or a domain such as contoso.onmicrosoft.com.",
    ],
  ])("with %s fails Credential, and sends the service nothing", async (_what, fields, detail, mend) => {
    const endpoint = await start();
    const diagnosis = await diagnoseEntra(endpoint, fields);
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential")).toMatchObject({ detail, mend });
    expect(endpoint.requests).toEqual([]);
  });

  it("refused with a code that is not known here shows Entra's own sentence", async () => {
    const endpoint = await start({ entra: { failure: "AADSTS50034" } });
    const diagnosis = await diagnoseEntra(endpoint);
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential").detail).toContain("AADSTS50034: ");
    expect(checkOf(diagnosis, "Credential").mend).toContain("Correct what Microsoft Entra names");
  });

  it("whose authority is out of reach fails Credential with the field to look at", async () => {
    const endpoint = await start();
    const closed = await startScriptedServer([], { tls: true });
    await closed.close();
    const diagnosis = await diagnoseEntra(endpoint, { authorityHost: closed.url });
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential").mend).toBe("Check Authority Host, or run the step again.");
  });

  it("for another audience passes Credential and fails Audience, which names both", async () => {
    const endpoint = await start();
    const diagnosis = await diagnoseEntra(endpoint, { audience: "https://management.azure.com" });
    expect(patternOf(diagnosis)).toBe("+++!-----");
    const { detail, mend } = checkOf(diagnosis, "Audience");
    expect(detail).toMatch(/^The token is for https:\/\/management\.azure\.com\. The call .* was rejected/);
    expect(mend).toContain("Check Cloud and Audience");
    expect(endpoint.requests.length).toBeLessThanOrEqual(2);
  });

  it("without a role passes Audience and fails Role, with one call", async () => {
    const endpoint = await start({ access: { isRoleMissing: true } });
    const diagnosis = await diagnoseEntra(endpoint);
    expect(patternOf(diagnosis)).toBe("++++!----");
    expect(checkOf(diagnosis, "Role").mend).toContain("the role Cognitive Services OpenAI User");
    expect(endpoint.requests).toHaveLength(1);
  });

  it("that may list but not call fails Role by the second call", async () => {
    const body = { error: { code: "PermissionDenied", message: "The data action is missing." } };
    const endpoint = await start({ faults: [{ kind: "pass" }, { kind: "status", status: 401, body }] });
    const diagnosis = await diagnoseEntra(endpoint);
    expect(patternOf(diagnosis)).toBe("++++!+-+-");
    expect(checkOf(diagnosis, "Role").detail).toContain("The call of gpt-5.4 was rejected");
  });

  it("behind network rules passes Credential, which Entra judged", async () => {
    const diagnosis = await diagnoseEntra(await start({ access: { isNetworkBlocked: true } }));
    expect(patternOf(diagnosis)).toBe("+++--!---");
  });

  it("whose token was revoked gets a new one, as in a step, with two calls", async () => {
    const endpoint = await start();
    await diagnoseEntra(endpoint);
    endpoint.requests.length = 0;
    endpoint.entra?.revokeAll();
    const diagnosis = await diagnoseEntra(endpoint);
    expect(diagnosis.summary).toBe("All checks passed.");
    expect(endpoint.requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
    expect(endpoint.entra?.tokensIssued).toHaveLength(2);
  });

  it.each([
    [
      "an empty field",
      { clientSecret: "" },
      /^Client Secret: it is empty/,
      /^Enter one of them in the connection\.$/,
    ],
    [
      "a field that can't be one",
      { tenantId: "no tenant" },
      /^Tenant ID can't be used/,
      /^Tenant ID: enter /,
    ],
  ])(
    "of which %s is known before Entra is asked says so in the field's words",
    async (_what, fields, detail, mend) => {
      const endpoint = await start();
      const diagnosis = await diagnoseEntra(endpoint, fields);
      expect(checkOf(diagnosis, "Credential")).toMatchObject({
        status: "fail",
        detail: expect.stringMatching(detail),
        mend: expect.stringMatching(mend),
      });
      expect(endpoint.entra?.requests).toEqual([]);
    },
  );

  it("whose authority can't be reached through the proxy has the proxy's mend", async () => {
    const endpoint = await start();
    Object.assign(process.env, { HTTPS_PROXY: "http://127.0.0.1:9", NO_PROXY: "localhost" });
    try {
      const diagnosis = await diagnoseEntra(endpoint, { authorityHost: "https://127.0.0.1:9" });
      expect(checkOf(diagnosis, "Credential")).toMatchObject({
        detail: expect.stringMatching(/could not reach Microsoft Entra/),
        mend: expect.stringMatching(/proxy/i),
      });
    } finally {
      delete process.env["HTTPS_PROXY"];
      delete process.env["NO_PROXY"];
    }
  });

  it("whose authority does not answer is waited for 8 seconds", async () => {
    const endpoint = await start();
    let answer = (): void => undefined;
    const silent = await startScriptedServer(
      [
        (_request, response) => {
          answer = () => sendAnswer(response, { status: 400, body: { error: "too late" } });
        },
      ],
      { tls: true },
    );
    closeLater(silent);
    const clock = new TestClock(Date.now());
    try {
      const running = diagnoseEntra(endpoint, { authorityHost: silent.url });
      while (silent.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await runOutNextTimer(clock);
      const diagnosis = await running;
      expect(patternOf(diagnosis)).toBe("++!------");
      expect(checkOf(diagnosis, "Credential")).toMatchObject({
        detail: "The connection got no token: Microsoft Entra did not answer in 8 s.",
        mend: "Check Authority Host, or run the step again.",
      });
    } finally {
      answer();
      clock.restore();
    }
  });
});
