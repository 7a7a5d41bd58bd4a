import { gatewayError } from "../../../local/endpoint";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { keyConnection } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { checkOf, diagnose, diagnoseScript, patternOf, refusedMessages, useEndpoints } from "./support";

const server = shareServer();
const start = useEndpoints();

const models: ScriptEntry = { body: { object: "list", data: [] } };

describe("a deployment", () => {
  it.each([
    ["v1", "/openai/v1/chat/completions", (url: string) => keyConnection(url)],
    [
      "dated",
      "/openai/deployments/nope/chat/completions",
      (url: string) => keyConnection(url, { apiVersion: "2024-10-21" }),
    ],
    ["openai", "/v1/chat/completions", (url: string) => keyConnection(`${url}/v1`)],
  ])("that is not there fails Deployment (%s)", async (_api, path, connectionTo) => {
    const endpoint = await start({ deployments: ["gpt-5.4"] });
    const diagnosis = await diagnose(connectionTo(endpoint.url), "nope");
    expect(patternOf(diagnosis)).toBe("++++++!+-");
    expect(checkOf(diagnosis, "Deployment").mend).toMatch(/^Check Model \/ Deployment Name/);
    expect(endpoint.requests.map((request) => request.path)).toEqual([expect.any(String), path]);
  });

  it("is asked for an answer of no tokens, so that no token is spent", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", models, refusedMessages);
    expect(diagnosis.summary).toBe("All checks passed.");
    const types = server.requests.map(({ headers }) => headers["content-type"]);
    expect(types).toEqual([undefined, "application/json"]);
    expect(JSON.parse(server.requests[1]?.body ?? "")).toEqual({
      model: "gpt-5.4",
      messages: [{ role: "user", content: "ping" }],
      max_completion_tokens: 0,
    });
  });

  it("is the one of the endpoint's address when none is entered", async () => {
    const endpoint = await start({ deployments: ["mine"] });
    const address = `${endpoint.url}/openai/deployments/mine/chat/completions?api-version=2024-10-21`;
    const diagnosis = await diagnose(keyConnection(address));
    expect(checkOf(diagnosis, "Deployment")).toMatchObject({ status: "pass", detail: "mine is there." });
    expect(diagnosis).toMatchObject({ api: "dated", apiVersion: "2024-10-21" });
  });

  it("is the default of the connection when none is entered", async () => {
    const endpoint = await start({ deployments: ["mine"] });
    const diagnosis = await diagnose(keyConnection(endpoint.url), undefined, "mine");
    expect(checkOf(diagnosis, "Deployment")).toMatchObject({ status: "pass", detail: "mine is there." });
  });

  it("that answers all the same is there", async () => {
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", models, chatAnswer()))).toBe("+++++++++");
  });

  it("that is paused is told so", async () => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", models, errorAnswer(423));
    expect(patternOf(diagnosis)).toBe("++++++!+-");
    expect(checkOf(diagnosis, "Deployment").mend).toMatch(/^Resume the deployment/);
  });

  it("that is not checked leaves the diagnosis good", async () => {
    const diagnosis = await diagnoseScript(server, undefined, models);
    expect(patternOf(diagnosis)).toBe("++++++-++");
    expect(diagnosis).toMatchObject({ ok: true, summary: "No check failed; not checked: Deployment." });
    expect(checkOf(diagnosis, "Deployment").mend).toBe("Enter a Model / Deployment Name to check it.");
    expect(server.requests).toHaveLength(1);
  });

  it.each([500, 503, 408])("that answers %d where the list was given is at fault itself", async (status) => {
    const diagnosis = await diagnoseScript(server, "gpt-5.4", models, errorAnswer(status));
    expect(patternOf(diagnosis)).toBe("++++++!+-");
    expect(checkOf(diagnosis, "Deployment").detail).toContain(`status ${status}`);
    expect(checkOf(diagnosis, "Deployment").mend).toMatch(/^Run the step again; /);
  });
});

describe("an api-version", () => {
  it.each([undefined, "gpt-5.4"])("that the resource lacks fails API version (model %s)", async (model) => {
    const endpoint = await start({ isV1Missing: true });
    const diagnosis = await diagnose(keyConnection(endpoint.url), model);
    expect(patternOf(diagnosis)).toBe("++-----!-");
    expect(checkOf(diagnosis, "API version").mend).toContain(
      "enter a date such as 2024-10-21 under API Version",
    );
    expect(checkOf(diagnosis, "Deployment").mend).toBe("Needs API version first.");
  });

  const unsupported = { status: 400, body: gatewayError("BadRequest", "API version not supported") };
  it.each([
    ["by the list", [unsupported], "++-----!-"],
    ["by the deployment's call", [models, unsupported], "++++++-!-"],
  ])("that is refused %s fails API version", async (_where, script, pattern) => {
    expect(patternOf(await diagnoseScript(server, "gpt-5.4", ...script))).toBe(pattern);
  });

  it("goes out with both calls", async () => {
    server.script(models, refusedMessages);
    await diagnose(keyConnection(server.url, { apiVersion: "2024-10-21" }), "gpt-5.4");
    expect(server.requests.map(({ url }) => url)).toEqual([
      "/openai/models?api-version=2024-10-21",
      "/openai/deployments/gpt-5.4/chat/completions?api-version=2024-10-21",
    ]);
  });
});

describe("quota headers", () => {
  const withHeaders = (headers: Record<string, string>): ScriptEntry => ({ ...models, headers });

  it.each([
    [
      { "x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "59" },
      "Sent: requests: 59 of 60 left.",
    ],
    [
      { "x-ratelimit-limit-tokens": "-1", "x-ratelimit-remaining-tokens": "0" },
      "Sent: tokens: unknown (-1, 0).",
    ],
    [
      { "x-ratelimit-limit-tokens": "0", "x-ratelimit-remaining-tokens": "0" },
      "Sent: tokens: unknown (0, 0).",
    ],
    [
      { "x-ratelimit-remaining-requests": "0", "x-ratelimit-limit-tokens": "1000" },
      "Sent: requests: 0 left, tokens: 1000 at most.",
    ],
    [{ "x-ratelimit-limit-tokens": "many" }, expect.stringMatching(/^None were sent/)],
    [{}, expect.stringMatching(/^None were sent/)],
  ])("%j pass", async (headers, detail) => {
    const diagnosis = await diagnoseScript(server, undefined, withHeaders(headers as Record<string, string>));
    expect(checkOf(diagnosis, "Quota headers")).toMatchObject({ status: "pass", detail, mend: "" });
  });

  it("are read off a refusal, and off the latest answer that has any", async () => {
    const headers = { "x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": "7" };
    const refusal = { ...refusedMessages, headers };
    const diagnosis = await diagnoseScript(
      server,
      "gpt-5.4",
      withHeaders({ "x-ratelimit-limit-requests": "1" }),
      refusal,
    );
    expect(checkOf(diagnosis, "Quota headers").detail).toBe("Sent: requests: 7 of 60 left.");
  });

  it("fail when the deployment refuses for its rate, which shows that it is there", async () => {
    const clock = new TestClock();
    try {
      const refusal = errorAnswer(429, { "retry-after": "30" });
      const diagnosis = await diagnoseScript(server, "gpt-5.4", models, refusal);
      expect(patternOf(diagnosis)).toBe("++++++++!");
      expect(checkOf(diagnosis, "Quota headers").mend).toMatch(
        /^Run the step again in 30 s, after 2026-11-21T09:00:30Z, /,
      );
      expect(clock.waits).toEqual([]);
      expect(server.requests).toHaveLength(2);
    } finally {
      clock.restore();
    }
  });

  it("fail when the account has no credit left", async () => {
    const refusal = { status: 429, body: { error: { code: "insufficient_quota", message: "No credit." } } };
    const diagnosis = await diagnoseScript(server, "gpt-5.4", models, refusal);
    expect(patternOf(diagnosis)).toBe("++++++-+!");
    expect(checkOf(diagnosis, "Quota headers").mend).toContain("Add credit");
  });
});
