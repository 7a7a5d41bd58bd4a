import { openIdConfiguration } from "../../../local/endpoint/azure/entra/entraDocuments";
import { longestWaitMs } from "../../../src/client/answer/duration";
import { chatAnswer } from "../../support/answers";
import { entraConnection, failureOf, run } from "../../support/connector";
import {
  type ScriptedAnswer,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { startMs, TestClock } from "../../support/testClock";
import { trustLocalCertificate } from "../../support/trust";
import { webToken } from "./tokens";

const tenantId = "11111111-2222-4333-8444-555555555555";

let server: ScriptedServer;
let authority: ScriptedServer;
let clock: TestClock;
let distrust: () => void;
let warnings: Error[];
const note = (warning: Error): unknown => warnings.push(warning);
beforeAll(async () => {
  distrust = await trustLocalCertificate();
  process.on("warning", note);
});
afterAll(() => {
  process.off("warning", note);
  distrust();
});

/** How the authority answers the requests for a token, in their order; then it grants them. */
let refusals: ScriptedAnswer[];

beforeEach(async () => {
  clock = new TestClock();
  warnings = [];
  server = await startScriptedServer([chatAnswer()]);
  authority = await startScriptedServer([], { tls: true });
  authority.script(({ method }, response) => {
    if (method === "GET") return sendAnswer(response, { body: openIdConfiguration(authority.url, tenantId) });
    const accessToken = webToken({ aud: "https://cognitiveservices.azure.com" });
    const granted = { token_type: "Bearer", expires_in: 3600, access_token: accessToken };
    sendAnswer(response, refusals.shift() ?? { body: granted });
  });
});
afterEach(async () => {
  clock.restore();
  await Promise.all([server.close(), authority.close()]);
});

const chat = () => {
  const entra = { tenantId, clientId: "app", clientSecret: "secret~of~app", authorityHost: authority.url };
  const connection = entraConnection(entra as never, server.url);
  return run("createChatCompletion", { connection, userPrompt: "Hello" });
};
const asked = (): number => authority.requests.filter(({ method }) => method === "POST").length;

const busy = { error: "temporarily_unavailable", error_description: "AADSTS90055: Too many requests." };

describe("a wait of the authority that is longer than a token is waited for", () => {
  test.each<[headers: Record<string, string>, waitMs: number]>([
    [{ "retry-after": "99999999999999" }, longestWaitMs],
    [{ "retry-after": "3000000" }, longestWaitMs],
    [{ "retry-after": "600" }, 600_000],
    [{ "retry-after-ms": "99999999999999" }, longestWaitMs],
    [{ "x-ms-retry-after-ms": "31000" }, 31_000],
    [{ "retry-after": "Sat, 21 Nov 9999 09:00:30 GMT" }, longestWaitMs],
    [{ "retry-after": new Date(startMs + 3_600_000).toUTCString() }, 3_600_000],
  ])("ends the step at once, and says when to come back: %j", async (headers, waitMs) => {
    for (const [status, body] of [
      [429, busy],
      [503, ""],
    ] as const) {
      refusals = [{ status, headers, body }];
      authority.requests.length = 0;
      const failure = await failureOf(chat());
      expect(failure).toMatchObject({ kind: "network", status, attempts: 0, retryAfterMs: waitMs });
      expect(failure.message).toMatch(/^Create Chat Completion got no token .* Run the step again in \d+ /);
      expect(asked()).toBe(1);
    }
    expect(warnings).toEqual([]);
  });
});

describe("a wait of the authority that can't be kept", () => {
  test.each(["1e20", "0x7fffffffff", "-99999999999999", "soon", "1e400"])("%s is not kept", async (value) => {
    refusals = [{ status: 429, headers: { "retry-after": value, "retry-after-ms": value }, body: busy }];
    expect(await failureOf(chat())).toMatchObject({ status: 429, code: "AADSTS90055" });
    expect(asked()).toBe(1);
    expect(warnings).toEqual([]);
  });
});

test("a short wait of the authority is kept, and the token asked for again", async () => {
  refusals = [{ status: 429, headers: { "retry-after-ms": "1" }, body: busy }];
  expect(await chat()).toBeDefined();
  expect(asked()).toBe(2);
});
