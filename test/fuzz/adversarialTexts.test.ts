import { connectionTo } from "../actions/support";
import { chatAnswer } from "../support/answers";
import { entraConnection, run } from "../support/connector";
import { shareEndpoint, shareServer, useLocalTrust, useTestClock } from "../support/hooks";
import { faultOf, outcomeOf } from "./outcomeFaults";

/*
 * Texts that make a pattern or parser slow which is worse than linear: at 100 kB, quadratic time is minutes and
 * cubic time is months, so that the limit of the test is reached. What comes out is looked at as everywhere here.
 */

const length = 100_000;
const repeated = (unit: string): string => unit.repeat(Math.ceil(length / unit.length));

const texts: Record<string, string> = {
  letters: repeated("a"),
  digits: repeated("1"),
  blanks: `a${repeated(" ")}b`,
  "line feeds in a fence": `\`\`\`json\n${repeated("\n")}x`,
  "wide blanks": `a${repeated("\u3000")}b`,
  "tabs and returns": repeated("\t\r\n"),
  quotes: repeated('"'),
  backslashes: repeated("\\"),
  "opening braces": repeated("{"),
  "opening brackets": repeated("["),
  "objects that break off": repeated('{"a":'),
  "objects one behind another": repeated('{"a":1}'),
  fences: repeated("```json\n"),
  thoughts: repeated("<think>"),
  tags: repeated("<title "),
  "opening tags": repeated("<h1"),
  waits: repeated("try again in 1"),
  "waits without a unit": `retry after ${repeated("1")}`,
  slashes: repeated("/"),
  "dots and slashes": repeated("./"),
  "percent signs": repeated("%25"),
  "numeric escapes": repeated("\\u00"),
  mustaches: repeated("{{"),
  sections: repeated("{{#a}}"),
  "tokens of three parts": repeated("eyJa."),
  certificates: repeated("-----BEGIN A-----"),
  commas: repeated("`,;"),
  signs: repeated("1e+"),
  "event stream": repeated("data: x\n"),
  emoji: repeated("👩‍👩‍👧"),
  surrogates: repeated("\uD83D"),
  addresses: `http://${repeated("a")}!`,
};

const server = shareServer();
const endpoint = shareEndpoint();
// With an authority that answers: the identity library takes its real time over one that can't be reached.
const secured = shareEndpoint({ tls: true });
useLocalTrust();
useTestClock();

jest.setTimeout(20_000);

const requestOptions = { maxRetries: "0" };

const faultIn = async (action: string, params: Record<string, unknown>): Promise<string | undefined> =>
  faultOf(
    await outcomeOf(() => run(action, { connection: connectionTo(server.url), requestOptions, ...params })),
  );

const records = [{ text: "x" }];
const answerSchema = {
  type: "object",
  properties: { site: { type: "string", format: "uri" } },
  required: ["site"],
};

describe.each(Object.entries(texts))("%s", (_class, text) => {
  test("as a model's text", async () => {
    server.script(chatAnswer(text));
    expect(await faultIn("createChatCompletion", { userPrompt: "x" })).toBeUndefined();
    expect(
      await faultIn("enrichRecords", { records, promptTemplate: "{{text}}", answerSchema }),
    ).toBeUndefined();
    const judged = [{ answer: "x", expected: "y" }];
    expect(await faultIn("evaluateRecords", { records: judged })).toBeUndefined();
    server.script(chatAnswer(JSON.stringify({ site: text })));
    expect(
      await faultIn("enrichRecords", { records, promptTemplate: "{{text}}", answerSchema }),
    ).toBeUndefined();
  });

  test("as an error, its parts and its page", async () => {
    const bodies = [
      text,
      { error: { message: text, code: "x" } },
      { error: { message: "x", code: text, type: text, param: text } },
      { detail: [{ msg: text, loc: [text] }] },
      `<html>${text}`,
    ];
    for (const body of bodies) {
      for (const status of [200, 400, 429]) {
        server.script({ status, body });
        expect(await faultIn("createChatCompletion", { userPrompt: "x" })).toBeUndefined();
      }
    }
  });

  test("as a line of a batch's results", async () => {
    const batch = {
      id: "batch_1",
      object: "batch",
      status: "completed",
      output_file_id: "file-2",
      created_at: 1,
    };
    const row = (custom: string, content: string) =>
      JSON.stringify({
        custom_id: custom,
        response: { status_code: 200, body: { choices: [{ message: { content } }] } },
      });
    server.script((request, response) => {
      const body = /content/.test(request.url)
        ? `${row("row-0", text)}\n${text}\n${row(text, "x")}\n`
        : JSON.stringify(batch);
      response.writeHead(200, { "content-type": "application/json" }).end(body);
    });
    expect(await faultIn("getBatchResults", { batchIds: ["batch_1"] })).toBeUndefined();
  });

  test("as what is entered", async () => {
    const connection = connectionTo(endpoint.url);
    const of = async (action: string, params: Record<string, unknown>) =>
      faultOf(await outcomeOf(() => run(action, { connection, requestOptions, ...params })));
    expect(await of("createChatCompletion", { messages: text })).toBeUndefined();
    expect(await of("createCompletions", { messages: text })).toBeUndefined();
    expect(await of("enrichRecords", { records: text, promptTemplate: "{{text}}" })).toBeUndefined();
    expect(await of("enrichRecords", { records, promptTemplate: text, answerSchema: text })).toBeUndefined();
    for (const comparison of ["exact", "contains", "numeric"]) {
      const compared = [{ answer: text, expected: text }];
      expect(await of("compareRecords", { records: compared, comparison })).toBeUndefined();
    }
    expect(await of("createBatchFromFile", { jsonLines: text })).toBeUndefined();
    expect(await of("createImage", { prompt: "x", imageSize: text })).toBeUndefined();
    expect(await of("rawRequest", { url: `/${text}`, method: "GET" })).toBeUndefined();
    expect(await of("getFile", { fileId: text })).toBeUndefined();
  });

  test("in a connection", async () => {
    const fields = [
      "endpoint",
      "apiKey",
      "organization",
      "apiVersion",
      "subscriptionKey",
      "subscriptionKeyHeader",
    ];
    for (const field of fields) {
      const connection = connectionTo(endpoint.url, "v1", { [field]: text });
      const outcome = await outcomeOf(() =>
        run("createChatCompletion", { connection, userPrompt: "x", requestOptions }),
      );
      expect([field, faultOf(outcome)]).toEqual([field, undefined]);
    }
    for (const field of [
      "tenantId",
      "clientId",
      "clientSecret",
      "certificate",
      "audience",
      "authorityHost",
      "cloud",
      "managementHost",
    ]) {
      const secret = field === "certificate" ? { clientSecret: "" } : {};
      const connection = entraConnection(secured.entra, secured.url, { ...secret, [field]: text });
      const outcome = await outcomeOf(() =>
        run("createChatCompletion", { connection, userPrompt: "x", requestOptions }),
      );
      expect([field, faultOf(outcome)]).toEqual([field, undefined]);
    }
  });
});
