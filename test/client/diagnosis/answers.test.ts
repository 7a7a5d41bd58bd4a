import dns from "node:dns/promises";
import { startGateway } from "../../../local/endpoint";
import { errorAnswer, htmlPage, resetConnection } from "../../support/answers";
import { keyConnection } from "../../support/connector";
import { shareServer, useClosing } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { checkOf, diagnose, diagnoseScript, patternOf, refusedMessages, useEndpoints } from "./support";

const server = shareServer();
const closeLater = useClosing();
const start = useEndpoints();

const missing: ScriptEntry = { status: 404, body: { statusCode: 404, message: "Resource not found" } };

describe("a gateway", () => {
  const startBehind = async (options: object = {}) => {
    const backend = await start({});
    const gateway = await startGateway({ backend, ...options });
    closeLater(gateway);
    return { backend, gateway };
  };

  it("that wants its own key fails Credential with the field for it", async () => {
    const { gateway, backend } = await startBehind();
    const diagnosis = await diagnose(keyConnection(gateway.endpoint), "gpt-5.4");
    expect(patternOf(diagnosis)).toBe("++!------");
    expect(checkOf(diagnosis, "Credential").mend).toContain("Enter the gateway's key under Subscription Key");
    expect(backend.requests).toEqual([]);
  });

  it("that has the key passes everything", async () => {
    const { gateway } = await startBehind();
    const fields = { apiKey: "", subscriptionKey: gateway.subscriptionKey };
    const diagnosis = await diagnose(keyConnection(gateway.endpoint, fields), "gpt-5.4");
    expect(diagnosis.summary).toBe("All checks passed.");
  });

  it("without the list of models is judged by the deployment's call", async () => {
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", missing, refusedMessages))).toBe("+++++++++");
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", missing, errorAnswer(401)))).toBe("++!------");
  });

  it("without the list of models and without a deployment leaves all open", async () => {
    const diagnosis = await diagnoseScript(server, undefined, missing);
    expect(patternOf(diagnosis)).toBe("++-------");
    expect(diagnosis.ok).toBe(true);
    expect(checkOf(diagnosis, "Credential").mend).toBe(
      "Enter a Model / Deployment Name to check it: there is no list of models here.",
    );
  });

  it("without either operation fails API version with its operator's mend", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", missing, missing);
    expect(patternOf(diagnosis)).toBe("++-----!-");
    expect(checkOf(diagnosis, "API version").mend).toContain("The gateway knows no /chat/completions");
  });

  it.each([
    [401, "++!------"],
    [403, "++!------"],
    [503, "++---!---"],
  ])("that answers %d and nothing else", async (status, pattern) => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", { status });
    expect(patternOf(diagnosis)).toBe(pattern);
    expect(diagnosis.summary).toContain("gateway");
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["rate", 429, "Rate limit is exceeded. Try again in 9 seconds."],
    ["quota", 403, "Out of call volume quota."],
  ])("that refuses for its %s leaves the service unjudged", async (_what, status, message) => {
    const refusal = { status, body: { statusCode: status, message } };
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", refusal))).toBe("++------!");
  });
});

describe("what is no answer", () => {
  it("a page fails Network rules", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", htmlPage());
    expect(patternOf(diagnosis)).toBe("++---!---");
    expect(checkOf(diagnosis, "Network rules").mend).toContain("A web page arrived in place of data");
  });

  it("a redirect fails Network rules, and is not followed", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", {
      status: 302,
      headers: { location: "https://sign-in.example/" },
    });
    expect(patternOf(diagnosis)).toBe("++---!---");
    expect(checkOf(diagnosis, "Network rules").mend).toContain("It leads to https://sign-in.example/");
  });

  it.each([
    ["nothing", { body: "" }],
    ["something that is not JSON", { body: "hello" }],
    ["JSON of another kind", { body: { hello: "world" } }],
  ])("%s fails API version", async (_what, answer) => {
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", answer))).toBe("++-----!-");
  });

  it("a connection that breaks fails Network rules", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", resetConnection);
    expect(patternOf(diagnosis)).toBe("++---!---");
    expect(diagnosis.summary).toContain("ECONNRESET");
  });

  it("silence fails Network rules after 8 seconds", async () => {
    const clock = new TestClock();
    try {
      const diagnosis = await diagnoseScript(server, "gpt-5.4", () => clock.fireEarliestTimer());
      expect(patternOf(diagnosis)).toBe("++---!---");
      expect(checkOf(diagnosis, "Network rules")).toMatchObject({
        durationMs: 8000,
        detail: "The call for the models got no answer within 8 s.",
        mend: expect.stringContaining("that a firewall lets the caller through"),
      });
    } finally {
      clock.restore();
    }
  });

  it("silence of the deployment is its own, within 25 seconds in all", async () => {
    const clock = new TestClock();
    const listSlowly: ScriptEntry = (_request, response) => {
      clock.advance(17_000);
      response.end(JSON.stringify({ data: [] }));
    };
    try {
      jest.spyOn(dns, "lookup").mockImplementation((async () => {
        clock.advance(5000);
        return [{ address: "127.0.0.1", family: 4 }];
      }) as never);
      server.script(listSlowly, () => clock.fireEarliestTimer());
      const address = server.url.replace("127.0.0.1", "localhost");
      const diagnosis = await diagnose(keyConnection(address), "gpt-5.4");
      expect(patternOf(diagnosis)).toBe("++++++!+-");
      expect(checkOf(diagnosis, "Deployment").durationMs).toBe(3000);
      expect(checkOf(diagnosis, "Deployment").mend).not.toContain("Timeout");
    } finally {
      jest.restoreAllMocks();
      clock.restore();
    }
  });
});
