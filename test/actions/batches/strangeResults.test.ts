import { htmlPage } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { answered, type BatchFiles, file, input, refused, rows, startBatchFiles } from "./batchFiles";

let service: BatchFiles;
useTestClock();

beforeEach(async () => {
  service = await startBatchFiles();
});
afterEach(async () => {
  await service.server.close();
});

const read = () => service.read();
const breaksOff: ScriptEntry = (_request, response) => {
  response.writeHead(200, { "content-length": "9999" });
  response.write(`${answered("a")}\n`, () => response.socket?.resetAndDestroy());
};

describe("rows of a batch that the connector did not make", () => {
  test("have the order of the input file, and those without a line are missing", async () => {
    service.files = { in: input("c", "a", "b"), out: file(answered("b"), answered("c")) };
    const output = await read();
    expect(rows(output)).toEqual(["c succeeded", "a missing", "b succeeded"]);
    expect(output.results[1]?.error?.message).toContain("send it again");
  });

  test("have the order of their numbers when the input file is gone", async () => {
    service.files = { out: file(answered("row-2"), answered("row-0")) };
    expect(rows(await read())).toEqual(["row-0 succeeded", "row-1 missing", "row-2 succeeded"]);
  });

  test("have the order of numbers that begin later, too", async () => {
    service.files = { out: file(answered("row-12"), answered("row-10"), answered("row-11")) };
    expect(rows(await read())).toEqual(["row-10 succeeded", "row-11 succeeded", "row-12 succeeded"]);
  });

  test("have the files' order when nothing tells, the unknown ones at the end", async () => {
    service.files = { out: file(answered("z"), answered("a")) };
    expect(rows(await read())).toEqual(["z succeeded", "a succeeded", " missing"]);
  });
});

describe("lines", () => {
  test("that are broken or of no row are counted, and cost no other row its result", async () => {
    service.files = {
      in: input("a", "b"),
      out: file(answered("a"), '{"custom_id": "b", "respon', answered("x"), "[]"),
    };
    const output = await read();
    expect(rows(output)).toEqual(["a succeeded", "b missing"]);
    expect(output.counts.strayLines).toBe(3);
  });

  test("of the error file do not undo an answer", async () => {
    service.batch["error_file_id"] = "err";
    service.files = {
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
    service.files = { in: input("a"), out: file(line) };
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
    service.files = { in: input("a"), out: file(answered("a", body)) };
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
    service.files = { in: input("a"), out: file(answered("a", body)) };
    const { results } = await read();
    expect(results[0]).toMatchObject({ status: "succeeded", output_text: null, response: body });
  });
});

describe("a file", () => {
  test("that breaks off is read anew from its start", async () => {
    service.files = {
      in: input("a", "b"),
      out: [breaksOff, file(answered("a"), answered("b"))],
    };
    expect(rows(await read())).toEqual(["a succeeded", "b succeeded"]);
  });

  test("that is a page in place of results is an error, not missing rows", async () => {
    service.files = { in: input("a"), out: htmlPage() };
    const failure = await failureOf(read());
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toContain(
      "Get Batch Results could not read out: none of its 1 lines is a result",
    );
  });

  test("that can't be read fails the step: rows are not called missing", async () => {
    service.files = { in: input("a") };
    expect(await failureOf(read())).toMatchObject({ kind: "notFound", status: 404 });
  });
});
