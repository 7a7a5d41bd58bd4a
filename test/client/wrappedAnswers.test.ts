import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer } from "../support/hooks";

const server = useServer();
const completion = chatAnswer().body as object;

const chat = (body: object) => {
  server.script({ body });
  const params = { userPrompt: "Hello", requestOptions: { maxRetries: "0" } };
  return run("createChatCompletion", { connection: keyConnection(server.url), ...params });
};

describe("an answer that a gateway wrapped is read", () => {
  it.each<[what: string, body: object]>([
    ["in data", { code: 0, msg: "ok", data: completion }],
    ["in result, with the status as a code", { code: "200", message: "Success", result: completion }],
    ["in response, with no error", { success: true, error: null, response: completion }],
    ["in data alone", { data: completion }],
  ])("%s", async (_what, body) => {
    expect(await chat(body)).toMatchObject({ data: { output_text: "Hello" } });
  });

  it("with an error in its choice as the error", async () => {
    const choices = [{ index: 0, message: { content: "half" }, error: { code: 502, message: "Idle." } }];
    const failure = await failureOf(chat({ code: 0, msg: "ok", data: { choices } }));
    expect(failure).toMatchObject({ kind: "service", status: 502 });
  });
});

it.each<[what: string, body: object]>([
  ["a code of 0", { code: 0, msg: "done", data: {} }],
  ["a code of 200 as text", { code: "200", message: "Fine", data: null }],
  ["a status of 200", { status: 200, message: "Fine" }],
  ["words of success alone", { msg: "Success.", data: { choices: [] } }],
])("%s is no error: the answer is not there", async (_what, body) => {
  const { kind, message } = await failureOf(chat(body));
  expect(kind).toBe("unexpectedResponse");
  expect(message).toContain("lacks what this operation always returns");
  expect(message).not.toContain("is an error");
});

it.each<[what: string, body: object, status: number]>([
  ["a code that is a status", { code: 429, msg: "Slow down.", data: completion }, 429],
  ["an error beside it", { code: 0, error: { code: 503, message: "Busy." }, data: completion }, 503],
])("what is wrapped beside %s is none", async (_what, body, status) => {
  expect(await failureOf(chat(body))).toMatchObject({ status });
});

it("a code of a gateway's own is its error", async () => {
  const { message } = await failureOf(chat({ code: 1002, msg: "No channel is free.", data: null }));
  expect(message).toContain("No channel is free.");
});
