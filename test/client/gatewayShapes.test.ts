import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import { pastedConnection, webToken } from "./identity/tokens";

const server = shareServer();

const failWith = (status: number, body: string | object, connection: object = keyConnection(server.url)) => {
  server.script({ status, body });
  return failureOf(
    run("createChatCompletion", { connection, userPrompt: "Hello", requestOptions: { maxRetries: "0" } }),
  );
};

describe("what gateways answer is told as theirs, in words", () => {
  it.each<[gateway: string, status: number, body: string | object, words: string]>([
    ["Kong", 401, { message: "No API key found in request" }, "No API key found in request."],
    ["Kong 3", 503, { message: "no Route matched", request_id: "1" }, "no Route matched."],
    ["Envoy", 503, "no healthy upstream", "no healthy upstream."],
    ["Istio", 403, "RBAC: access denied", "RBAC: access denied."],
    ["Istio's tokens", 401, "Jwt is missing", "Jwt is missing."],
    ["Traefik", 404, "404 page not found\n", "404 page not found."],
    ["Cloudflare's pages", 522, "error code: 522", "error code: 522."],
    [
      "Cloudflare's AI gateway",
      401,
      { success: false, result: [], error: [{ code: 2009, message: "Unauthorized" }] },
      "Unauthorized.",
    ],
    [
      "Cloudflare's API",
      400,
      { success: false, errors: [{ code: 7003, message: "Could not route" }] },
      "Could not route.",
    ],
    ["AWS", 403, { message: "Missing Authentication Token" }, "Missing Authentication Token."],
    ["AWS, another spelling", 403, { Message: "User is not authorized" }, "User is not authorized."],
    [
      "Apigee",
      500,
      { fault: { faultstring: "Policy failed", detail: { errorcode: "policies.x" } } },
      "Policy failed.",
    ],
    [
      "IBM",
      401,
      { httpCode: "401", httpMessage: "Unauthorized", moreInformation: "Client id missing." },
      "Unauthorized. Client id missing.",
    ],
    [
      "a problem+json",
      403,
      { type: "about:blank", title: "Forbidden", status: 403, detail: "Not today" },
      "Not today.",
    ],
    [
      "a problem+json without detail",
      403,
      { type: "https://x.example/p", title: "Forbidden", status: 403 },
      "Forbidden.",
    ],
    ["Spring", 404, { timestamp: "2026-11-25", status: 404, error: "Not Found", path: "/x" }, "Not Found."],
    [
      "WSO2",
      401,
      { code: "900902", message: "Missing Credentials", description: "Invalid context" },
      "Missing Credentials. Invalid context.",
    ],
    [
      "Google",
      401,
      { code: 16, message: "Method doesn't allow unregistered callers", details: [] },
      "Method doesn't allow unregistered callers.",
    ],
    ["Portkey's pages", 502, { "html-message": "<html><h1>Upstream down</h1></html>" }, "Upstream down."],
    ["nginx", 502, "<html>\r\n<head><title>502 Bad Gateway</title></head></html>", "502 Bad Gateway."],
    [
      "a list of errors",
      400,
      { errors: [{ message: "One" }, { message: "Two" }, { message: "One" }] },
      "One. Two.",
    ],
  ])("%s", async (_gateway, status, body, words) => {
    const { message, isGateway } = await failWith(status, body);
    expect(message).toMatch(/^Create Chat Completion \w+ .*\bgateway\b/);
    expect(message).toContain(`. ${words} `);
    expect(message).not.toMatch(/[{}<>]|about:blank/);
    expect(isGateway).toBe(true);
    // Only where the host is not Azure's own is it called one: the form alone decides nothing.
    expect(readServiceProblem(typeof body === "string" ? body : JSON.stringify(body)).isForeign).toBe(true);
  });
});

describe("what servers of models answer is the service's", () => {
  it.each<[server: string, body: object, words: string]>([
    ["OpenAI", { error: { message: "No.", type: "x", param: null, code: null } }, "No."],
    [
      "vLLM",
      { object: "error", message: "Bad input", type: "BadRequestError", param: null, code: 400 },
      "Bad input.",
    ],
    [
      "FastAPI",
      { detail: [{ type: "missing", loc: ["body", "messages"], msg: "Field required" }] },
      "messages: Field required.",
    ],
    ["FastAPI in words", { detail: "Not here" }, "Not here."],
    ["Ollama", { error: "model is odd" }, "model is odd."],
    [
      "a list in the message",
      { error: { message: { detail: [{ loc: ["body", "top_k"], msg: "Extra inputs" }] } } },
      "top_k: Extra inputs.",
    ],
    [
      "JSON in the message",
      { error: { message: '{"detail":[{"loc":["body","top_k"],"msg":"Extra inputs"}]}' } },
      "top_k: Extra inputs.",
    ],
    [
      "Foundry",
      {
        error: { message: "invalid input error", details: [{ loc: ["body", "top_k"], msg: "Extra inputs" }] },
      },
      "invalid input error. top_k: Extra inputs.",
    ],
    ["an error within an error", { error: { error: { message: "Inner" } } }, "Inner."],
  ])("%s", async (_server, body, words) => {
    const error = await failWith(400, body);
    expect(error.message).toMatch(/^Create Chat Completion was rejected \(/);
    expect(error.message).toContain(`. ${words} `);
    expect(error).not.toHaveProperty("isGateway");
  });
});

const enterKey = /^Enter the gateway's key under Subscription Key, /;
const useToken = /^The gateway wants a token: use a Microsoft Entra connection/;

describe("a gateway's 401 asks for what its sentence names", () => {
  it.each<[message: string, mend: RegExp]>([
    [
      "Missing application credentials: an application token or a subscription key",
      /^The gateway takes a key or a token/,
    ],
    ["Provide a token or an api key", /^The gateway takes a key or a token/],
    ["Invalid API token", enterKey],
    ["Signature of the subscription key is invalid", enterKey],
    ["No API key found in request", enterKey],
    ["Unauthorized", enterKey],
    ["Missing header x-team-token", /^Enter the header x-team-token under Extra Headers/],
    ["The required header: X-Tenant-Id is missing", /^Enter the header X-Tenant-Id under Extra Headers/],
    ["Missing header Ocp-Apim-Subscription-Key", enterKey],
    ["JWT not present.", useToken],
    ["Access token is missing or invalid.", useToken],
    ["The bearer is missing", useToken],
  ])("%s", async (message, mend) => {
    const error = await failWith(401, { statusCode: 401, message });
    expect(error.mend).toMatch(mend);
    expect(error).toHaveProperty("connection");
  });

  it("of a token that it does not take names the audience", async () => {
    const connection = pastedConnection(server.url, webToken({ aud: "a" }));
    const error = await failWith(401, { statusCode: 401, message: "Jwt verification fails" }, connection);
    expect(error.mend).toMatch(/have its operator name the audience/);
  });
});

it("nginx' 413 says to send less", async () => {
  const error = await failWith(413, "<html><head><title>413 Request Entity Too Large</title></head></html>");
  expect(error).toMatchObject({ kind: "rejected", reason: "tooLarge", attempts: 1 });
  expect(error.message).toMatch(
    /413 Request Entity Too Large\. Send less in one request: shorten the input\.$/,
  );
});

describe("strangers' texts", () => {
  const odd = `one\r\n\u001b[31mtwo\u0000\u202ethree\u2066\ufeff \ud800 ${"x".repeat(100_000)}`;

  it("are bounded and on one line, codes and ids included", async () => {
    server.script({
      status: 400,
      headers: { "x-request-id": "i".repeat(8000) },
      body: { error: { message: odd, code: odd, type: odd, param: odd } },
    });
    const error = await failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
    for (const text of [error.message, error.code, error.param, error.requestId])
      expect(text).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069\ufeff]/u);
    expect(error.message.length).toBeLessThan(1500);
    for (const name of [error.code, error.param, error.requestId])
      expect(name?.length).toBeLessThanOrEqual(101);
  });

  it.each([
    "<title ",
    "<h1 ",
    "<title>",
    "</title",
    "{",
    "[",
    "exceeds ",
    "model ",
    "context ",
    "audience ",
    "1m ",
  ])("of 200,000 characters of %j are read", (piece) => {
    const body = piece.repeat(200_000 / piece.length);
    expect(readServiceProblem(body).message.length).toBeLessThanOrEqual(2001);
    expect(readServiceProblem(`<${body}`).message.length).toBeLessThanOrEqual(2001);
    expect(
      readServiceProblem(JSON.stringify({ error: { message: body } })).message.length,
    ).toBeLessThanOrEqual(2001);
  });

  it.each(["None", "null", "", "undefined", "N/A", null, {}, [], true])(
    "%j names no code and no parameter",
    (value) => {
      const problem = readServiceProblem(
        JSON.stringify({ error: { message: "No.", code: value, param: value, type: value } }),
      );
      expect(problem).toEqual({ message: "No." });
    },
  );
});
