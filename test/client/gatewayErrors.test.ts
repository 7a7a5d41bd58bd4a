import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { Call } from "../../src/client/call";
import { createStep } from "../../src/client/createStep";
import { callError } from "../../src/client/errors/callError";
import { failureOf, keyConnection, run, silentLogger } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";
import { startMs } from "../support/testClock";

const server = shareServer();
useTestClock();

const failWith = (answer: ScriptedAnswer) => {
  server.script(answer);
  return failureOf(
    run("createChatCompletion", {
      connection: keyConnection(server.url),
      userPrompt: "Hello",
      requestOptions: { maxRetries: "0" },
    }),
  );
};

interface GatewayCase {
  what: string;
  status: number;
  message: string;
  headers?: Record<string, string>;
  /** Headline, when a gateway says it. */
  gatewaySays: string;
  mend: string;
  facts: Record<string, unknown>;
  isConnectionError?: boolean;
  /** Headline, when the service says it. */
  serviceSays: string;
}

const enterKey =
  "Enter the gateway's key under Subscription Key, and the header in which it takes the key under Subscription Key Header.";
const enterToken =
  "The gateway wants a token: use a Microsoft Entra connection, with the Audience that its operator names.";
const quota = "The gateway's quota is used up: wait until it is renewed, or ask its operator for more.";
const byGateway = "was rejected by the gateway";
const byService = "was rejected";
const at = (seconds: number) => new Date(startMs + seconds * 1000).toISOString().replace(".000Z", "Z");

const cases: GatewayCase[] = [
  ...[
    "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
    "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
  ].map((message) => ({
    ...{ what: message.slice(0, 40), status: 401, message, gatewaySays: byGateway, mend: enterKey },
    ...{ facts: { kind: "rejected" }, isConnectionError: true, serviceSays: byService },
  })),
  ...[
    "JWT not present.",
    "IDX10223: Lifetime validation failed. The token is expired.",
    "IDX10214: Audience validation failed.",
    "IDX10511: Signature validation failed.",
    "IDX10501: Unable to match keys.",
    "Unauthorized. Access token is missing or invalid.",
  ].map((message) => ({
    ...{ what: message.slice(0, 40), status: 401, message, gatewaySays: byGateway, mend: enterToken },
    ...{ facts: { kind: "rejected" }, isConnectionError: true, serviceSays: byService },
  })),
  ...["Out of call volume quota. Quota will be replenished in 02:00:00.", "Out of bandwidth quota."].map(
    (message) => ({
      ...{ what: message.slice(0, 40), status: 403, message, gatewaySays: byGateway, mend: quota },
      ...{ headers: { "retry-after": "7200" }, facts: { kind: "rejected", retryAfterMs: 7_200_000 } },
      serviceSays: byService,
    }),
  ),
  {
    ...{ what: "an address that is not let in", status: 403, message: "Forbidden", gatewaySays: byGateway },
    mend: "The gateway does not let this caller in: have its operator allow the caller's addresses and its key.",
    ...{ facts: { kind: "rejected" }, isConnectionError: true, serviceSays: byService },
  },
  {
    ...{ what: "an operation that it does not have", status: 404, message: "Resource not found" },
    gatewaySays: "asked the gateway for something that is not there",
    mend: "The gateway knows no /chat/completions at BASE: check the path of Endpoint, or have its operator add the operation to its API.",
    ...{ facts: { kind: "notFound" }, serviceSays: "asked for something that is not there" },
  },
  {
    ...{ what: "a rate limit with a wait", status: 429, headers: { "retry-after": "30" } },
    message: "Rate limit is exceeded. Try again in 30 seconds.",
    gatewaySays: "was refused by the gateway for its rate",
    mend: `Run the step again in 30 s, after ${at(30)}. The limit is the gateway's own: more quota for the deployment does not change it.`,
    ...{ facts: { kind: "rateLimited", retryAfterMs: 30_000 }, serviceSays: "was refused for its rate" },
  },
  {
    ...{ what: "a rate limit without a wait", status: 429, message: "Token limit is exceeded." },
    gatewaySays: "was refused by the gateway for its rate",
    mend: "Run the step again later. The limit is the gateway's own: more quota for the deployment does not change it. A prompt longer than its limit never fits: shorten it if waiting does not help.",
    ...{ facts: { kind: "rateLimited" }, serviceSays: "was refused for its rate" },
  },
  {
    ...{ what: "too many headers", status: 431, message: "The request has 11 custom headers." },
    gatewaySays: byGateway,
    mend: "The service takes 10 custom headers at most: remove some of Extra Headers.",
    ...{ facts: { kind: "rejected" }, serviceSays: byService },
  },
  {
    ...{ what: "an error of its own", status: 500, message: "Internal server error" },
    gatewaySays: "met an error of the gateway",
    mend: "Run the step again; if that goes on, ask the operator of the gateway or proxy at the endpoint.",
    ...{ facts: { kind: "service" }, serviceSays: "met an error of the service" },
  },
];

describe.each(cases)("$what ($status)", ({ status, message, headers = {}, ...expected }) => {
  const asSentence = message.endsWith(".") ? message : `${message}.`;

  it("in a gateway's shape names the gateway, and the mend with it", async () => {
    const error = await failWith({ status, headers, body: { statusCode: status, message } });
    const mend = expected.mend.replace("BASE", `${server.url}/openai/v1`);
    expect(error.message).toBe(
      `Create Chat Completion ${expected.gatewaySays} (status ${status}). ${asSentence} ${mend}`,
    );
    expect(error).toMatchObject({ ...expected.facts, status, attempts: 1 });
    expect("connection" in error).toBe(expected.isConnectionError === true);
  });

  it("in the service's shape has the service's words", async () => {
    const error = await failWith({ status, headers, body: { error: { code: String(status), message } } });
    expect(error.message).toMatch(
      new RegExp(`^Create Chat Completion ${expected.serviceSays} \\(status ${status}\\)\\. `),
    );
    expect(error.message).toContain(asSentence);
    expect(error.message.replace(asSentence, "")).not.toMatch(
      /[Ss]ubscription Key|gateway or proxy|the gateway /,
    );
    expect(error).toMatchObject({ status });
  });

  it("on Azure's own host is the service's, whatever its shape", () => {
    const context = { logger: silentLogger };
    const connection = keyConnection("https://my-resource.openai.azure.com");
    const step = createStep(context, { action: "Create Chat Completion", connection }, connection);
    const url = new URL(`${step.endpoint.baseUrl}/chat/completions`);
    const call = new Call(step, {
      ...{ method: "POST", url, headers: {}, expects: "json" },
      route: { scope: "deployment", repeatable: true, isPreview: false },
    });
    const problem = readServiceProblem(JSON.stringify({ statusCode: status, message }));
    const error = callError(call, { type: "refused", status, headers, problem }, { retry: false });
    expect(error.message).toContain(`Create Chat Completion ${expected.serviceSays} (status ${status}). `);
  });
});

describe("a gateway that answers without words", () => {
  it("503 and nothing is its resources' fault, told as such", async () => {
    const error = await failWith({ status: 503 });
    expect(error.message).toBe(
      "Create Chat Completion met an error of the gateway (status 503). None of the resources behind the gateway took the call: run the step again; if that goes on, ask its operator.",
    );
    expect(error).toMatchObject({ kind: "service", status: 503 });
  });

  it("503 with a wait is a refusal for its rate", async () => {
    const error = await failWith({ status: 503, headers: { "retry-after": "20" } });
    expect(error.message).toContain(
      "was refused by the gateway for its rate (status 503). Run the step again in 20 s",
    );
    expect(error).toMatchObject({ kind: "rateLimited", retryAfterMs: 20_000 });
  });

  it("502 with a page shows the page's title", async () => {
    const body = "<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>";
    const error = await failWith({ status: 502, headers: { "content-type": "text/html" }, body });
    expect(error.message).toBe(
      "Create Chat Completion met an error of the gateway (status 502). 502 Bad Gateway. Run the step again; if that goes on, ask the operator of the gateway or proxy at the endpoint.",
    );
  });

  it.each([401, 403])("%d and nothing has the gateway's mend", async (status) => {
    const error = await failWith({ status });
    expect(error).toMatchObject({ name: "ConnectionError", kind: "rejected", status });
    expect(error.message).toMatch(/^Create Chat Completion was rejected by the gateway \(status 40[13]\)\. /);
    expect(error.message).toContain(status === 401 ? enterKey : "The gateway does not let this caller in");
  });

  it("a status of no other rule is left to its operator", async () => {
    const error = await failWith({ status: 418, body: { statusCode: 418, message: "Not today" } });
    expect(error.message).toContain("Not today. Ask the gateway's operator what it refuses.");
  });
});
