import type { LocalEndpoint } from "../../../local/endpoint";
import { validityOf } from "../../../src/client/diagnosis/checkToken";
import { useClosing, useLocalTrust } from "../../support/hooks";
import { startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { checkOf, diagnose, diagnoseEntra, patternOf, useEndpoints } from "./support";

useLocalTrust();
const closeLater = useClosing();
const start = useEndpoints({ tls: true });

describe("a pasted token", () => {
  const tokenConnection = (endpoint: LocalEndpoint, accessToken: string) => ({
    key: "entraToken",
    configVarKey: "Azure OpenAI",
    fields: { accessToken, endpoint: endpoint.url, apiVersion: "v1" },
  });
  const issued = async (endpoint: LocalEndpoint): Promise<string> => {
    await diagnoseEntra(endpoint);
    endpoint.requests.length = 0;
    return endpoint.entra?.tokensIssued[0]?.token ?? "";
  };

  it("that is good passes, and tells its audience and its end", async () => {
    const endpoint = await start();
    const diagnosis = await diagnose(tokenConnection(endpoint, await issued(endpoint)), "gpt-5.4");
    expect(diagnosis.summary).toBe("All checks passed.");
    expect(checkOf(diagnosis, "Credential").detail).toMatch(/valid until \d{4}-\d\d-\d\dT/);
  });

  it.each([
    ["1e13", '"https://cognitiveservices.azure.com"'],
    ["1e300", "null"],
    ["-1e300", `"${"a".repeat(10_000)}"`],
    ['"soon"', '"line\\nbreak\\u202e"'],
  ])("that ends at %s is diagnosed all the same", async (end, aud) => {
    const endpoint = await start();
    const claims = Buffer.from(`{"exp":${end},"aud":${aud}}`).toString("base64url");
    const diagnosis = await diagnose(tokenConnection(endpoint, `e30.${claims}.c2ln`));
    expect(checkOf(diagnosis, "Credential").detail).not.toMatch(/Invalid|RangeError|NaN/);
    expect(JSON.stringify(diagnosis).length).toBeLessThan(4_000);
    expect(JSON.stringify(diagnosis)).not.toContain("\u202e");
  });

  it("that is over fails Credential unsent", async () => {
    const endpoint = await start({ entra: { tokenLifetimeSeconds: 1 } });
    const token = await issued(endpoint);
    const clock = new TestClock(Date.now() + 60_000);
    try {
      const diagnosis = await diagnose(tokenConnection(endpoint, token));
      expect(patternOf(diagnosis)).toBe("++!------");
      const { detail, mend } = checkOf(diagnosis, "Credential");
      expect(detail).toMatch(/^Access Token: it expired at \S+, .* ago\.$/);
      expect(mend).toMatch(/^[A-Z].*new one/);
      expect(endpoint.requests).toEqual([]);
    } finally {
      clock.restore();
    }
  });

  it.each([1e13, 1e300])("that is valid until %d tells no end, which no calendar has", (expiresAtSeconds) => {
    expect(validityOf({ expiresAtMs: expiresAtSeconds * 1000 })).toBe("A token is there");
  });

  it("that ends between the two calls fails Credential", async () => {
    const endpoint = await start();
    const token = await issued(endpoint);
    const clock = new TestClock(Date.now());
    const scripted = await startScriptedServer([
      (_request, response) => {
        clock.advance(2 * 3_600_000);
        response.end(JSON.stringify({ data: [] }));
      },
    ]);
    closeLater(scripted);
    try {
      const connection = tokenConnection(endpoint, token);
      const fields = { ...connection.fields, endpoint: scripted.url };
      const diagnosis = await diagnose({ ...connection, fields }, "gpt-5.4");
      expect(checkOf(diagnosis, "Credential")).toMatchObject({ status: "fail" });
      expect(scripted.requests).toHaveLength(1);
    } finally {
      clock.restore();
    }
  });
});
