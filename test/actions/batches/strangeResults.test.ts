import type { ResultsOutput } from "../../../src/actions/batches/resultsOutput";
import { htmlPage } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import {
  type ScriptEntry,
  type ScriptedAnswer,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { connectionTo, quiet } from "../support";

let server: ScriptedServer;
let clock: TestClock;
/** What is answered for the content of each file; others are not there. */
let files: Record<string, ScriptedAnswer | ScriptEntry[]>;
let batch: Record<string, unknown>;

const missing: ScriptedAnswer = {
  status: 404,
  body: { error: { code: "NotFound", message: "No such file." } },
};

beforeEach(async () => {
  clock = new TestClock();
  batch = {
    id: "batch_1",
    object: "batch",
    status: "completed",
    input_file_id: "in",
    output_file_id: "out",
    error_file_id: "",
    request_counts: { total: 3, completed: 3, failed: 0 },
  };
  files = {};
  server = await startScriptedServer([
    (request, response) => {
      const name = /\/files\/([^/]+)\/content/.exec(request.url)?.[1];
      if (name === undefined) return sendAnswer(response, { body: batch });
      const answer = files[name] ?? missing;
      const entry = Array.isArray(answer) ? (answer.shift() ?? missing) : answer;
      if (typeof entry === "function") entry(request, response);
      else sendAnswer(response, entry);
    },
  ]);
});
afterEach(async () => {
  clock.restore();
  await server.close();
});

const answered = (id: string, body: object = { choices: [{ message: { content: `text of ${id}` } }] }) =>
  JSON.stringify({ id: `req-${id}`, custom_id: id, response: { status_code: 200, body }, error: null });
const refused = (id: string, error: object) =>
  JSON.stringify({ custom_id: id, response: { status_code: 429, body: { error } }, error: null });
const file = (...lines: string[]): ScriptedAnswer => ({ body: lines.join("\n") });
const breaksOff: ScriptEntry = (_request, response) => {
  response.writeHead(200, { "content-length": "9999" });
  response.write(`${answered("a")}\n`, () => response.socket?.resetAndDestroy());
};
const input = (...ids: string[]) => file(...ids.map((id) => JSON.stringify({ custom_id: id })));

const read = async (params: Record<string, unknown> = {}) =>
  (
    await run(
      "getBatchResults",
      { connection: connectionTo(server.url), batchIds: "batch_1", ...params },
      quiet,
    )
  ).data as ResultsOutput;
const rows = ({ results }: ResultsOutput) => results.map(({ customId, status }) => `${customId} ${status}`);

describe("rows of a batch that the connector did not make", () => {
  test("have the order of the input file, and those without a line are missing", async () => {
    files = { in: input("c", "a", "b"), out: file(answered("b"), answered("c")) };
    const output = await read();
    expect(rows(output)).toEqual(["c succeeded", "a missing", "b succeeded"]);
    expect(output.results[1]?.error?.message).toContain("send it again");
  });

  test("have the order of their numbers when the input file is gone", async () => {
    files = { out: file(answered("row-2"), answered("row-0")) };
    expect(rows(await read())).toEqual(["row-0 succeeded", "row-1 missing", "row-2 succeeded"]);
  });

  test("have the order of numbers that begin later, too", async () => {
    files = { out: file(answered("row-12"), answered("row-10"), answered("row-11")) };
    expect(rows(await read())).toEqual(["row-10 succeeded", "row-11 succeeded", "row-12 succeeded"]);
  });

  test("have the files' order when nothing tells, the unknown ones at the end", async () => {
    files = { out: file(answered("z"), answered("a")) };
    expect(rows(await read())).toEqual(["z succeeded", "a succeeded", " missing"]);
  });
});

describe("lines", () => {
  test("that are broken or of no row are counted, and cost no other row its result", async () => {
    files = {
      in: input("a", "b"),
      out: file(answered("a"), '{"custom_id": "b", "respon', answered("x"), "[]"),
    };
    const output = await read();
    expect(rows(output)).toEqual(["a succeeded", "b missing"]);
    expect(output.counts.strayLines).toBe(3);
  });

  test("of the error file do not undo an answer", async () => {
    batch["error_file_id"] = "err";
    files = {
      in: input("a", "b"),
      out: file(answered("a")),
      err: file(
        refused("a", { code: "429", message: "Slow down." }),
        refused("b", { code: "429", message: "Slow down." }),
      ),
    };
    const output = await read();
    expect(rows(output)).toEqual(["a succeeded", "b failed"]);
    expect(output.results[1]?.error).toEqual({ message: "Slow down.", status: 429, code: "429" });
  });

  test.each([
    ["batch_expired", "expired"],
    ["batch_cancelled", "cancelled"],
    ["anything", "failed"],
  ])("without an answer for the reason %s are %s", async (code, status) => {
    const line = JSON.stringify({ custom_id: "a", response: null, error: { code, message: "Too late." } });
    files = { in: input("a"), out: file(line) };
    const { results } = await read();
    expect(results[0]).toMatchObject({ status, error: { code, message: "Too late." } });
  });

  test("of the Responses API give their text and tokens", async () => {
    const body = {
      output: [
        { type: "reasoning" },
        {
          content: [
            { type: "output_text", text: "one " },
            { type: "output_text", text: "two" },
          ],
        },
      ],
      usage: { input_tokens: 5, output_tokens: 2, total_tokens: 7 },
    };
    files = { in: input("a"), out: file(answered("a", body)) };
    const { results, usage } = await read();
    expect(results[0]?.output_text).toBe("one two");
    expect(usage).toEqual({ prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 });
  });

  test("of embeddings have no text, and their answer as it came", async () => {
    const body = {
      object: "list",
      data: [{ embedding: [0.1] }],
      usage: { prompt_tokens: 3, total_tokens: 3 },
    };
    files = { in: input("a"), out: file(answered("a", body)) };
    const { results } = await read();
    expect(results[0]).toMatchObject({ status: "succeeded", output_text: null, response: body });
  });
});

describe("a file", () => {
  test("that breaks off is read anew from its start", async () => {
    files = {
      in: input("a", "b"),
      out: [breaksOff, file(answered("a"), answered("b"))],
    };
    expect(rows(await read())).toEqual(["a succeeded", "b succeeded"]);
  });

  test("that is a page in place of results is an error, not missing rows", async () => {
    files = { in: input("a"), out: htmlPage() };
    const failure = await failureOf(read());
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toContain(
      "Get Batch Results could not read out: none of its 1 lines is a result",
    );
  });

  test("that can't be read fails the step: rows are not called missing", async () => {
    files = { in: input("a") };
    expect(await failureOf(read())).toMatchObject({ kind: "notFound", status: 404 });
  });
});
