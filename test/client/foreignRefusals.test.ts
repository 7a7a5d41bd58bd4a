import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const chat = (path: string, fields: Record<string, string> = {}) =>
  failureOf(
    run("createChatCompletion", {
      connection: keyConnection(`${server.url}${path}`, fields),
      model: "gpt-5.4",
      userPrompt: "Hello",
    }),
  );

describe("the words of a body", () => {
  it.each<[body: unknown, words: string]>([
    [
      { title: "Validation failed.", status: 400, errors: { model: ["The model field is required."] } },
      "Validation failed. model: The model field is required.",
    ],
    [
      {
        error: {
          message: "Provider returned error",
          metadata: { raw: '{"error":{"message":"No such tool"}}' },
        },
      },
      "Provider returned error. No such tool",
    ],
    [
      { error: { message: "{'error': 'Invalid model name passed in model=x.'}" } },
      "Invalid model name passed in model=x.",
    ],
    [{ errcode: 1, errmsg: "bad parameter" }, "bad parameter"],
    [{ base_resp: { status_code: 1004, status_msg: "login fail" } }, "login fail"],
    [{}, ""],
    [[], ""],
    [null, ""],
  ])("%j", (body, words) => {
    expect(readServiceProblem(JSON.stringify(body)).message).toBe(words);
  });

  it("are found in JSON that was cut off", () => {
    expect(readServiceProblem('{"error": {"message": "The rest is mi').message).toBe("The rest is mi");
  });
});

const hint = `set Is OpenAI Key: the key goes as a bearer token then`;

describe("a provider of OpenAI's API that is called as Azure's", () => {
  it.each<[status: number, body: unknown]>([
    [401, { error: { message: "Invalid API Key", code: "invalid_api_key" } }],
    [400, [{ error: { code: 400, message: "Missing or invalid Authorization header." } }]],
    [404, ""],
    [404, { error: { message: "Unknown request URL", code: "unknown_url" } }],
  ])("%d %j names the field", async (status, body) => {
    server.script({ status, body: body === "" ? "" : JSON.stringify(body) });
    expect((await chat("/v1beta/openai")).message).toContain(hint);
  });

  it("no longer, once it is set", async () => {
    server.script({ status: 401, body: JSON.stringify({ message: "Unauthorized", request_id: "r" }) });
    const failure = await chat("/v1beta/openai", { isOpenAIKey: "true" });
    expect(failure.message).not.toContain(hint);
    expect(failure.message).toContain(`Check that API Key is a key of ${server.url}.`);
  });
});

it("a header that a gateway asks for is named", async () => {
  server.script({ status: 400, body: JSON.stringify({ message: "An x-team-route header is required" }) });
  expect((await chat("")).message).toContain("Enter the header x-team-route under Extra Headers");
});

it("a key that may not use the model can have another model", async () => {
  const error = { message: "key not allowed to access model", type: "key_model_access_denied" };
  server.script({ status: 401, body: JSON.stringify({ error }) });
  const failure = await chat("/v1");
  expect(failure).toMatchObject({ kind: "notFound", reason: "deployment" });
  expect(failure.connection).toBeUndefined();
});

it("a model that is retired is not one that was made just now", async () => {
  const error = { message: "The model gpt-35-turbo has been retired.", code: "ModelDeprecated" };
  server.script({ status: 410, body: JSON.stringify({ error }) });
  const { message } = await chat("");
  expect(message).toContain("Enter a deployment of a model that is still offered");
  expect(message).not.toContain("5 minutes");
});

it("a retired model of OpenAI can have another model, whose name was right", async () => {
  const message =
    "The model `gpt-4.5-preview` has been deprecated. Learn more at https://example.com/retired";
  server.script({ status: 404, body: JSON.stringify({ error: { message, code: "model_not_found" } }) });
  expect((await chat("/v1")).message).toContain(
    "Enter a model that is still offered under Model / Deployment",
  );
});
