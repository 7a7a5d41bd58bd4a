import { ConnectionError } from "@prismatic-io/spectral";
import {
  AzureOpenAIError,
  addNote,
  connectionError,
  isAzureOpenAIError,
  isConnectionProblem,
  readableError,
} from "../../src/client/errors/errors";
import { errorAnswer } from "../support/answers";
import { failureOf, keyConnection, run, testKey } from "../support/connector";
import { startScriptedServer } from "../support/scriptedServer";

const own = new AzureOpenAIError(
  { what: "Create Image was rejected." },
  {
    kind: "rejected",
    attempts: 1,
    status: 400,
  },
);
const connectionProblem = connectionError(
  { key: "apiKey", configVarKey: "Azure" },
  {
    what: "API Key: it is empty.",
  },
);
const wrapped = (cause: unknown) => new Error("Connection error.", { cause });

describe("the error hook", () => {
  it.each<[what: string, thrown: unknown, expected: Error]>([
    ["the connector's own error stays", own, own],
    ["a connection problem stays", connectionProblem, connectionProblem],
    ["the SDK's wrapping comes off the connector's own error", wrapped(own), own],
    ["the SDK's wrapping comes off a connection problem", wrapped(connectionProblem), connectionProblem],
  ])("%s", (_what, thrown, expected) => {
    expect(readableError(thrown)).toBe(expected);
    expect(readableError(readableError(thrown))).toBe(expected);
  });

  it.each<[what: string, error: Error]>([
    ["a refused input", new Error("User Prompt: it is empty.")],
    ["a refused input with a cause", new Error("Data: it is no JSON.", { cause: new SyntaxError("token") })],
  ])("%s stays as it is", (_what, error) => {
    expect(readableError(error)).toBe(error);
  });

  it.each<[what: string, thrown: Error, original: Error | undefined]>(
    [
      new TypeError("x is not a function"),
      new RangeError("Invalid time value"),
      new SyntaxError("Unexpected token"),
      new URIError("URI malformed"),
      Object.assign(new Error("Cannot create a string longer than 0x1fffffe8 characters"), {
        code: "ERR_STRING_TOO_LONG",
      }),
      new Error(" "),
    ].flatMap((mistake) => [
      [`${mistake.name}: ${mistake.message}`, mistake, mistake] as [string, Error, Error],
      [`the SDK's wrapping of ${mistake.name}: ${mistake.message}`, wrapped(mistake), mistake] as [
        string,
        Error,
        Error,
      ],
      [`twice wrapped ${mistake.name}: ${mistake.message}`, wrapped(wrapped(mistake)), mistake] as [
        string,
        Error,
        Error,
      ],
    ]),
  )("%s gets a sentence, and stays as the cause", (_what, thrown, original) => {
    const error = readableError(thrown);
    expect(error).toBeInstanceOf(AzureOpenAIError);
    expect(error).toMatchObject({ kind: "unexpectedResponse" });
    expect(error.message).toMatch(
      /^The step met something that it can't read \(\w+:.*\)\. Run the step again; /,
    );
    expect(error.cause).toBe(original);
    expect(readableError(error)).toBe(error);
  });

  it("a wrapping without anything in it gets a sentence as well", () => {
    expect(readableError(wrapped("a text")).message).toMatch(/^The step met something that it can't read/);
  });

  it("a mistake's own words are on one line, bounded, and lose secrets", () => {
    const thrown = new TypeError(`${testKey}\u202e\n${"x".repeat(9999)}`);
    const { message } = readableError(thrown, "Create Image", (text) => text.replace(testKey, "[redacted]"));
    expect(message).toMatch(
      /^Create Image met something that it can't read \(TypeError: \[redacted\] x+…\)\. /,
    );
    expect(message.length).toBeLessThan(400);
  });

  it.each<[thrown: unknown, message: string]>([
    ["a text", "a text"],
    ["", "The step failed."],
    [undefined, "The step failed."],
    [null, "The step failed."],
    [42, "The step failed."],
    [{ status: 500, config: { headers: { "api-key": testKey } } }, "The step failed."],
  ])("makes an Error of %j", (thrown, message) => {
    const error = readableError(thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error.message).toBe(message);
    expect(readableError(error)).toBe(error);
  });

  it("gives the platform an Error for a failing action, which it may read a second time", async () => {
    const server = await startScriptedServer([errorAnswer(404)]);
    const error = await failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
    await server.close();
    expect(error).toBeInstanceOf(AzureOpenAIError);
    expect(error.cause).toBeUndefined();
    expect(readableError(error)).toBe(error);
  });
});

describe("the connector's own error", () => {
  it("has only the facts that there are", () => {
    expect(Object.keys(own).sort()).toEqual(
      ["attempts", "isAzureOpenAIError", "isSpectralError", "kind", "name", "status"].sort(),
    );
  });

  it("says its parts in one line, and has them beside it", () => {
    const parts = { what: "It failed.", sentence: "No room.", mend: "Wait.", note: "It was the first." };
    for (const error of [
      new AzureOpenAIError(parts, { kind: "service", attempts: 1 }),
      connectionError({ key: "apiKey", configVarKey: "Azure" }, parts),
    ]) {
      expect(error.message).toBe("It failed. No room. Wait. It was the first.");
      expect(error).toMatchObject(parts);
      // What lists an error's properties shows the message beside them.
      expect(Object.keys(error)).not.toContain("what");
      expect(Object.keys(error)).not.toContain("sentence");
      expect(JSON.parse(JSON.stringify(error))).toMatchObject({ mend: "Wait." });
    }
  });

  it("takes notes on its way up, each behind the one before", () => {
    const error = new AzureOpenAIError(
      { what: "It failed.", mend: "Wait." },
      { kind: "service", attempts: 1 },
    );
    addNote(error, "The file is file-1.");
    addNote(error, "Two rows are left.");
    expect(error.message).toBe("It failed. Wait. The file is file-1. Two rows are left.");
    expect(error).toMatchObject({ what: "It failed.", mend: "Wait." });
    expect(Object.keys(error)).not.toContain("note");
  });

  it("is known across copies of the bundle", () => {
    expect(isAzureOpenAIError(Object.assign(new Error("copy"), { isAzureOpenAIError: true }))).toBe(true);
    expect(isAzureOpenAIError({ isAzureOpenAIError: true })).toBe(false);
    expect(isAzureOpenAIError(new Error("other"))).toBe(false);
    expect(isAzureOpenAIError(undefined)).toBe(false);
  });
});

describe("a connection problem", () => {
  it("is spectral's ConnectionError, by which the platform marks the connection", () => {
    expect(connectionProblem).toBeInstanceOf(ConnectionError);
    expect(isConnectionProblem(connectionProblem)).toBe(true);
    expect(isConnectionProblem(own)).toBe(false);
  });

  it("names the connection and holds none of its fields", async () => {
    const connection = { ...keyConnection("http://not-loopback.example"), token: { access_token: testKey } };
    const error = await failureOf(run("createChatCompletion", { connection, userPrompt: "Hello" }));
    expect(error.connection).toEqual({ key: "apiKey", configVarKey: "Azure OpenAI", fields: {} });
  });
});

describe("a connection that can't be used is refused before anything is sent", () => {
  const refusal = (connection: object) =>
    failureOf(run("createChatCompletion", { connection, userPrompt: "Hello" }));

  it.each<[what: string, fields: Record<string, unknown>, message: RegExp]>([
    ["an empty key", { apiKey: "" }, /^API Key: it is empty\. Enter it in the connection\.$/],
    ["a missing key", { apiKey: undefined }, /^API Key: it is empty/],
    ["a key with a space", { apiKey: "abc def" }, /^API Key: it contains a space/],
    ["a key with a line break", { apiKey: "abc\ndef" }, /^API Key: it contains a space/],
    ["a key with a typographic quote", { apiKey: "abc“def”ghi" }, /^API Key: it contains a space/],
    ["a missing endpoint", { endpoint: "" }, /^Endpoint: enter the resource's endpoint/],
    ["a version that is none", { apiVersion: "latest" }, /^API Version: "latest" is not a version/],
  ])("%s", async (_what, fields, message) => {
    const error = await refusal(keyConnection("http://127.0.0.1:1", fields));
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error.message).toMatch(message);
  });

  it("a connection of another component", async () => {
    const error = await refusal({ key: "basicAuth", configVarKey: "Other", fields: { endpoint: "r" } });
    expect(error.message).toBe('Connection: "basicAuth" is not a connection of this connector.');
  });
});
