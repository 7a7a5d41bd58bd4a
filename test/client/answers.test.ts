import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { brokenGzip, chatAnswer, htmlPage, truncatedJson } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";

const server = shareServer();

const chat = (answer: ScriptedAnswer) => {
  server.script(answer);
  return run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "0" },
  });
};

const raw = (answer: ScriptedAnswer, params: Record<string, unknown> = {}) => {
  server.script(answer);
  return run("rawRequest", {
    connection: keyConnection(server.url),
    url: "/v1/models",
    method: "GET",
    ...params,
  });
};

const json = { "content-type": "application/json" };
const completion = JSON.stringify(chatAnswer().body);

describe("a 2xx that is no chat completion is an error", () => {
  it.each<[what: string, answer: ScriptedAnswer, sentence: RegExp]>([
    ["a page", htmlPage(), /A web page arrived/],
    ["a page that says it is JSON", { ...htmlPage(), headers: json }, /A web page arrived/],
    [
      "a page without doctype",
      { headers: json, body: "\n <html><body>Hi</body></html>" },
      /A web page arrived/,
    ],
    [
      "JSON that says it is a page",
      { headers: { "content-type": "text/html" }, body: completion },
      /A web page/,
    ],
    ["nothing", {}, /The body was empty/],
    ["nothing, with 204", { status: 204 }, /The body was empty/],
    ["nothing, with 202", { status: 202 }, /The body was empty/],
    ["nothing but spaces", { headers: json, body: "  \n" }, /cut off or is not JSON|empty/],
    ["cut-off JSON", truncatedJson, /cut off or is not JSON/],
    ["gzip that is cut off", brokenGzip, /cut off or is not JSON/],
    ["text", { headers: { "content-type": "text/plain" }, body: "OK" }, /cut off or is not JSON/],
    [
      "an error object",
      { body: { error: { message: "Engine stopped.", code: "x" } } },
      /Engine stopped\..*is an error/,
    ],
    ["an error text", { body: { error: "Engine stopped" } }, /Engine stopped\..*is an error/],
    ["a flat error without status", { body: { message: "Slow down." } }, /Slow down\..*is an error/],
    ["an empty object", { body: {} }, /lacks what this operation always returns/],
    ["no choices", { body: { id: "chatcmpl-1", choices: [] } }, /lacks what this operation always returns/],
    ["choices that are none", { body: { id: "chatcmpl-1", choices: null } }, /lacks what/],
    ["choices that are an object", { body: { id: "chatcmpl-1", choices: {} } }, /lacks what/],
    ["another object", { body: { object: "list", data: [{ id: "gpt-5.4" }] } }, /lacks what/],
    ["a list", { body: [] }, /lacks what this operation always returns/],
    ["a list with a completion", { headers: json, body: `[${completion}]` }, /lacks what/],
    ["null", { headers: json, body: "null" }, /lacks what this operation always returns/],
    ["a number", { headers: json, body: "42" }, /lacks what this operation always returns/],
    ["a quoted text", { headers: json, body: '"Hello"' }, /lacks what this operation always returns/],
    ["true", { headers: json, body: "true" }, /lacks what this operation always returns/],
  ])("%s", async (_what, answer, sentence) => {
    const error = await failureOf(chat(answer));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: answer.status ?? 200, attempts: 1 });
    expect(error.message).toMatch(/^Create Chat Completion got something other than an answer \(status 2/);
    expect(error.message).toMatch(sentence);
    expect(error.message).not.toMatch(/\n|undefined/);
  });
});

describe("an answer is read", () => {
  it.each<[what: string, answer: ScriptedAnswer]>([
    ["as JSON", { headers: json, body: completion }],
    ["with a charset", { headers: { "content-type": "application/json; charset=utf-8" }, body: completion }],
    ["without a content type", { body: completion }],
    ["as text/plain", { headers: { "content-type": "text/plain" }, body: completion }],
    ["behind a byte order mark", { headers: json, body: `\uFEFF${completion}` }],
    ["between spaces", { headers: json, body: `\n  ${completion}\r\n` }],
    ["from gzip", { headers: { ...json, "content-encoding": "gzip" }, body: gzipSync(completion) }],
    ["from GZIP", { headers: { ...json, "content-encoding": "GZIP" }, body: gzipSync(completion) }],
    ["from x-gzip", { headers: { ...json, "content-encoding": "x-gzip" }, body: gzipSync(completion) }],
    ["from deflate", { headers: { ...json, "content-encoding": "deflate" }, body: deflateSync(completion) }],
    ["from brotli", { headers: { ...json, "content-encoding": "br" }, body: brotliCompressSync(completion) }],
    ["as identity", { headers: { ...json, "content-encoding": "identity" }, body: completion }],
    ["with 201", { status: 201, headers: json, body: completion }],
    ["with an error that is null", { body: { ...JSON.parse(completion), error: null } }],
  ])("%s", async (_what, answer) => {
    expect(await chat(answer)).toMatchObject({ data: { id: "chatcmpl-1", output_text: "Hello" } });
  });

  it("in pieces that cut characters apart", async () => {
    const text = "Grüße 👋 ".repeat(50);
    const bytes = Buffer.from(JSON.stringify(chatAnswer(text).body));
    server.script((_request, response) => {
      response.writeHead(200, json);
      for (let index = 0; index < bytes.length; index += 7) response.write(bytes.subarray(index, index + 7));
      response.end();
    });
    const result = run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hi" });
    expect(await result).toMatchObject({ data: { output_text: text } });
  });

  it("and compression is asked for", async () => {
    await chat(chatAnswer());
    expect(server.requests[0]?.headers["accept-encoding"]).toBe("gzip, deflate, br");
  });
});

describe("a raw read", () => {
  it.each<[body: string]>([
    ["{}"],
    ["[]"],
    ["null"],
    ["0"],
    ["false"],
    ['""'],
    ['{"object":"list","data":[]}'],
    ['{"message":"Hello"}'],
    ['{"id":"batch_1","error":null}'],
    ['{"id":"ftjob-1","object":"fine_tuning.job","error":{"code":"x","message":"The job failed."}}'],
  ])("takes %s as the answer", async (body) => {
    expect(await raw({ headers: json, body })).toEqual({ data: JSON.parse(body) });
  });

  it.each<[body: object]>([
    [{ error: { message: "Engine stopped." } }],
    [{ error: "Engine stopped." }],
    [{ detail: "Engine stopped.", statusCode: "none" }],
  ])("does not take %j as the answer", async (body) => {
    const error = await failureOf(raw({ body }));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200 });
    expect(error.message).toContain("Engine stopped.");
  });

  it("that is empty is an error", async () => {
    expect(await failureOf(raw({}))).toMatchObject({ kind: "unexpectedResponse" });
  });

  it.each([202, 204, 205])("with %d may be empty", async (status) => {
    expect(await raw({ status })).toEqual({ data: null });
  });

  it.each(["DELETE", "HEAD", "OPTIONS", "PUT"])("by %s may be empty", async (method) => {
    expect(await raw({}, { method })).toEqual({ data: null });
  });

  it("as text is what the service sent", async () => {
    const body = "1\n00:00:00,000 --> 00:00:01,000\nHello";
    expect(await raw({ body }, { responseType: "text" })).toEqual({ data: body });
  });

  it("as binary keeps every byte and the content type", async () => {
    const body = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    const result = await raw({ headers: { "content-type": "audio/mpeg" }, body }, { responseType: "binary" });
    expect(result).toEqual({ data: body, contentType: "audio/mpeg" });
  });

  it("as binary still reads an error's sentence", async () => {
    const error = await failureOf(
      raw(
        { status: 404, body: { error: { code: "404", message: "No such file." } } },
        { responseType: "binary" },
      ),
    );
    expect(error).toMatchObject({ kind: "notFound" });
    expect(error.message).toContain("No such file.");
  });
});
