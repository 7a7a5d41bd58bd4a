import { chatContentFilterError, gatewayError, standardError } from "../../local/endpoint";
import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { errorAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";

const server = shareServer();

const failWith = (answer: ScriptedAnswer, fields: Record<string, unknown> = {}) => {
  server.script(answer);
  return failureOf(
    run("createChatCompletion", {
      connection: keyConnection(server.url, fields),
      userPrompt: "Hello",
      requestOptions: { maxRetries: "0" },
    }),
  );
};

describe("the id to give to support", () => {
  it.each<[headers: Record<string, string>, requestId: string | undefined]>([
    [{ "apim-request-id": "a", "x-request-id": "x", "x-ms-request-id": "m" }, "a"],
    [{ "x-request-id": "x", "x-ms-request-id": "m" }, "x"],
    [{ "x-ms-request-id": "m" }, "m"],
    [{ "X-Request-Id": "upper" }, "upper"],
    [{}, undefined],
  ])("of %j is %s", async (headers, requestId) => {
    const error = await failWith(errorAnswer(400, headers));
    expect(error.requestId).toBe(requestId);
    if (requestId) expect(error.message).toContain(`request id ${requestId}`);
  });
});

describe("the message", () => {
  it("holds the facts in brackets", async () => {
    const { message } = await failWith({
      status: 400,
      headers: { "apim-request-id": "a-1" },
      body: standardError({ message: "Bad value", code: "invalid_value", param: "n" }),
    });
    expect(message).toBe(
      "Create Chat Completion was rejected (status 400, code invalid_value, request id a-1). Bad value. Check the value of Number of choices.",
    );
  });

  it("does not repeat a code that is the status", async () => {
    const { message } = await failWith({ status: 400, body: gatewayError("400", "No.") });
    expect(message).toContain("(status 400). No.");
  });

  it("cuts an endless sentence short", async () => {
    const { message } = await failWith({
      status: 400,
      body: standardError({ message: "word ".repeat(9999) }),
    });
    expect(message.length).toBeLessThan(1000);
  });

  it("puts a sentence of several lines on one", async () => {
    const { message } = await failWith({
      status: 400,
      body: standardError({ message: "One.\r\n\tTwo.\n\nThree" }),
    });
    expect(message).toContain("One. Two. Three.");
  });

  it("names the version that a dated connection asked for", async () => {
    const { message } = await failWith(
      { status: 404, body: gatewayError("404", "Resource not found") },
      { apiVersion: "2024-10-21" },
    );
    expect(message).toContain("API Version 2024-10-21 offers /chat/completions");
  });

  it("speaks of OpenAI's key where the connection is OpenAI's", async () => {
    const { message } = await failWith(
      { status: 401, body: standardError({ message: "Incorrect key.", code: "invalid_api_key" }) },
      { isOpenAIKey: "true" },
    );
    expect(message).toContain(`Check that API Key is a key of ${server.url} and has not been revoked.`);
  });
});

describe("the categories of a content filter", () => {
  const withResults = (results: Record<string, unknown>) => ({
    error: {
      code: "content_filter",
      message: "Blocked.",
      innererror: { code: "ResponsibleAIPolicyViolation", content_filter_result: results },
    },
  });

  it.each<[results: Record<string, unknown>, categories: string[]]>([
    [
      { hate: { filtered: true, severity: "high" }, sexual: { filtered: true, severity: "low" } },
      ["hate (high)", "sexual (low)"],
    ],
    [{ jailbreak: { filtered: true, detected: true } }, ["jailbreak"]],
    [{ jailbreak: { filtered: false, detected: true } }, []],
    [{ hate: { filtered: false, severity: "safe" } }, []],
    [{}, []],
  ])("of %j are %j", (results, categories) => {
    expect(readServiceProblem(JSON.stringify(withResults(results))).contentFilter).toEqual(categories);
  });

  it("are told even when no code says that it was the filter", () => {
    const body = chatContentFilterError();
    const uncoded = { error: { ...body.error, code: null } };
    expect(readServiceProblem(JSON.stringify(uncoded)).contentFilter).toEqual(["violence (high)"]);
  });

  it("are absent from any other error", () => {
    const body = JSON.stringify(standardError({ message: "No." }));
    expect(readServiceProblem(body)).not.toHaveProperty("contentFilter");
  });
});

describe("a wait that only the sentence names", () => {
  it.each([
    ["Please retry after 6 seconds.", 6000],
    ["Please try again in 1.5s.", 1500],
    ["Please try again in 20ms.", 20],
    ["Retry after 86400 seconds", 86_400_000],
    ["Try again in 250 milliseconds", 250],
    ["Try again in 1 second.", 1000],
    ["Try again later.", undefined],
    ["You used 20 seconds of audio.", undefined],
  ])("%j: %s", (message, waitMs) => {
    expect(readServiceProblem(JSON.stringify(standardError({ message }))).waitMs).toBe(waitMs);
  });
});

describe("bodies that are no error of any known shape", () => {
  it.each<[body: string, message: string]>([
    ["", ""],
    ["null", ""],
    ["{}", ""],
    ["<html><h1>Bad Gateway</h1></html>", "Bad Gateway"],
    ["<xml></xml>", ""],
    ['{"error":', '{"error":'],
  ])("%j reads as %j", (body, message) => {
    expect(readServiceProblem(body)).toMatchObject({ message });
  });
});
