import { errorAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptEntry, ScriptedAnswer } from "../../support/scriptedServer";
import {
  answered,
  type BatchFiles,
  file,
  input,
  missingFile,
  refused,
  rows,
  startBatchFiles,
} from "./batchFiles";

let service: BatchFiles;
useTestClock();

beforeEach(async () => {
  service = await startBatchFiles();
  service.batch["error_file_id"] = "err";
});
afterEach(async () => {
  await service.server.close();
});

const refusals = [400, 403, 404, 410] as const;

describe("a file that the service does not hand out", () => {
  test.each(refusals)("while the batch runs leaves its rows pending: status %i", async (status) => {
    Object.assign(service.batch, { status: "in_progress", request_counts: { total: 2 } });
    service.files = { in: input("a", "b"), out: errorAnswer(status), err: errorAnswer(status) };
    const result = await service.read();
    expect(rows(result)).toEqual(["a pending", "b pending"]);
    expect(result).toMatchObject({ isFinished: false, warning: null });
  });

  test.each(refusals)(
    "costs no answer of the output file when it is the error file: status %i",
    async (status) => {
      service.files = { in: input("a", "b"), out: file(answered("a")), err: errorAnswer(status) };
      const { results, warning } = await service.read();
      expect(results[0]).toMatchObject({ status: "succeeded", output_text: "text of a" });
      expect(results[1]).toMatchObject({ status: "missing" });
      expect(results[1]?.error?.message).toMatch(
        new RegExp(`^This row has no line in the files that could be read. .*status ${status}`),
      );
      expect(warning).toContain(`The service says ${status}`);
    },
  );

  test.each(refusals)(
    "costs no refusal of the error file when it is the output file: status %i",
    async (status) => {
      service.files = {
        in: input("a", "b"),
        out: errorAnswer(status),
        err: file(refused("b", { message: "Slow down." })),
      };
      const { results } = await service.read();
      expect(results.map(({ status: ended }) => ended)).toEqual(["missing", "failed"]);
    },
  );

  test.each(refusals)("costs no answer when it is the input file: status %i", async (status) => {
    service.batch["request_counts"] = { total: 2 };
    service.files = { in: errorAnswer(status), out: file(answered("z"), answered("a")), err: file() };
    const result = await service.read({ records: [{ name: "Ada" }, { name: "Grace" }] });
    expect(rows(result)).toEqual(["z succeeded", "a succeeded"]);
    // Which of the records a foreign id stands for is not known.
    expect(result.results.map((row) => "record" in row)).toEqual([false, false]);
    expect(result.warning).toMatch(/^The input file of batch_\w+ can't be read, .* go by customId /);
  });

  test("costs no record where the ids number the rows", async () => {
    service.batch["request_counts"] = { total: 3 };
    service.files = {
      in: errorAnswer(404),
      out: file(answered("row-2"), answered("row-0"), answered("row-1")),
      err: file(),
    };
    const records = [{ name: "Ada" }, { name: "Grace" }, { name: "Edith" }];
    const { results, warning } = await service.read({ records });
    expect(results.map(({ record }) => record)).toEqual(records);
    expect(warning).toBeNull();
  });

  test("is no matter where no row lacks a line", async () => {
    service.files = { in: input("a"), out: file(answered("a")) };
    expect(await service.read()).toMatchObject({ counts: { succeeded: 1 }, warning: null });
  });

  test("leaves unknown what became of the rows of an expired batch", async () => {
    service.batch["status"] = "expired";
    service.files = {
      in: input("a", "b"),
      err: file(refused("b", { code: "batch_expired", message: "Late." })),
    };
    expect(rows(await service.read())).toEqual(["a missing", "b expired"]);
  });

  test("costs the rows of another batch nothing", async () => {
    const first = { ...service.batch };
    const second = { ...service.batch, id: "batch_2", input_file_id: "in2", output_file_id: "out2" };
    service.files = { in: input("a"), out: file(answered("a")), err: file(), in2: input("b") };
    const [content] = [service.server];
    content.requests.length = 0;
    Object.defineProperty(service, "batch", {
      get: () => (content.requests.at(-1)?.url.includes("batch_2") ? second : first),
    });
    const result = await service.read({ batchIds: ["batch_1", "batch_2"] });
    expect(rows(result)).toEqual(["a succeeded", "b missing"]);
    expect(result.warning).toContain("No such file.");
  });

  test("fails the step when it is all that there is", async () => {
    service.files = { in: input("a"), out: missingFile, err: missingFile };
    expect(await failureOf(service.read())).toMatchObject({ kind: "notFound" });
  });

  test("is asked for once", async () => {
    service.files = { out: file(answered("a")) };
    await service.read();
    const asked = service.server.requests.filter(({ url }) => url.includes("/files/err/"));
    expect(asked).toHaveLength(1);
  });
});

const often = (entry: ScriptEntry) => (): ScriptEntry[] => Array<ScriptEntry>(9).fill(entry);

const failures: Array<[what: string, answer: ScriptedAnswer | (() => ScriptEntry[])]> = [
  ["is refused for the credential", errorAnswer(401)],
  ["is refused for the rate", errorAnswer(429)],
  ["meets errors of the service", errorAnswer(500)],
  ["is busy", { status: 503, body: "<h1>Busy</h1>" }],
  ["is a redirect", { status: 302, headers: { location: "https://example.com/file" } }],
  ["loses its connection", often((_request, response) => response.destroy())],
];

const answerOf = (answer: (typeof failures)[number][1]): ScriptedAnswer | ScriptEntry[] =>
  typeof answer === "function" ? answer() : answer;

describe("a file that can't be read, however often it is asked for", () => {
  test.each(failures)("costs no paid answer when it is the error file and %s", async (_what, answer) => {
    service.files = { in: input("a", "b"), out: file(answered("a")), err: answerOf(answer) };
    const result = await service.read();
    expect(rows(result)).toEqual(["a succeeded", "b missing"]);
    expect(result.results[1]?.error?.message).toMatch(
      /^This row has no line in the files .*The error file err/,
    );
    expect(result.warning).toMatch(/^The error file err could not be read\. Get Batch Results /);
  });

  test.each(failures)("leaves the rows of a running batch pending, and %s", async (_what, answer) => {
    service.batch["status"] = "in_progress";
    service.files = { in: input("a", "b"), out: file(answered("a")), err: answerOf(answer) };
    const result = await service.read();
    expect(rows(result)).toEqual(["a succeeded", "b pending"]);
    expect(result.warning).toContain("The error file err could not be read.");
  });

  test("costs no refusal when it is the output file", async () => {
    service.files = {
      in: input("a", "b"),
      out: errorAnswer(500),
      err: file(refused("b", { message: "Slow down." })),
    };
    const result = await service.read();
    expect(rows(result)).toEqual(["a missing", "b failed"]);
    expect(result.warning).toContain("The output file out could not be read.");
  });

  test("gives the answers that it held before it broke off each time", async () => {
    const start = `${answered("a")}\n{"custom_id":"b","response":"${"word ".repeat(200_000)}`;
    const cut: ScriptEntry = (_request, response) => {
      response.writeHead(200, { "content-length": "9000000" });
      response.write(start, () => response.socket?.end());
    };
    service.files = { in: input("a", "b"), out: often(cut)(), err: file() };
    const result = await service.read();
    expect(rows(result)).toEqual(["a succeeded", "b missing"]);
    expect(result.warning).toContain("The output file out could not be read.");
  });

  test("gives all the answers before the one in which it broke off, however few bytes they have", async () => {
    const cut: ScriptEntry = (_request, response) => {
      response.writeHead(200, { "content-length": "9000000" });
      response.write(`${answered("a")}\n${answered("b")}\n${answered("c").slice(0, -9)}`, () =>
        response.socket?.end(),
      );
    };
    service.files = { in: input("a", "b", "c"), out: often(cut)(), err: file() };
    expect(rows(await service.read())).toEqual(["a succeeded", "b succeeded", "c missing"]);
  });

  test("costs no answer when it is the input file", async () => {
    service.batch["request_counts"] = { total: 1 };
    service.files = { in: errorAnswer(502), out: file(answered("a")), err: file() };
    expect(await service.read()).toMatchObject({ counts: { succeeded: 1 }, warning: null });
  });

  test.each([
    [401, "connection"],
    [500, "kind"],
  ])("fails the step when it is all that there is: status %i", async (status, fact) => {
    service.files = { in: input("a"), out: errorAnswer(status), err: missingFile };
    expect(await failureOf(service.read())).toHaveProperty(fact);
  });
});

describe("ids of files", () => {
  test.each([[null], [""], ["  "], [7], [{}], [undefined]])("that are %p name no file", async (id) => {
    Object.assign(service.batch, { input_file_id: id, error_file_id: id });
    service.batch["request_counts"] = { total: 1 };
    service.files = { out: file(answered("a")) };
    expect(rows(await service.read())).toEqual(["a succeeded"]);
    const contents = service.server.requests.filter(({ url }) => url.includes("/files/"));
    expect(contents.every(({ url }) => url.includes("/files/out/"))).toBe(true);
  });

  test("of results, where the batch names no file, leave every row missing", async () => {
    Object.assign(service.batch, { output_file_id: null, error_file_id: "" });
    service.files = { in: input("a") };
    const { results } = await service.read();
    expect(results[0]).toMatchObject({ customId: "a", status: "missing" });
  });
});

test.each([[null], [[]], ["words"], [{}], [{ id: "" }], [{ id: 7 }]])(
  "an answer that is no batch is an error in words: %p",
  async (answer) => {
    service.server.script({ headers: { "content-type": "application/json" }, body: JSON.stringify(answer) });
    const failure = await failureOf(service.read());
    expect(failure.kind).toBe("unexpectedResponse");
    expect(failure.message).toContain("Get Batch Results got an answer that is no batch: it has no id.");
  },
);

test.each<[string, unknown]>([
  ["no counts", undefined],
  ["counts of null", null],
  ["counts as texts", { total: "1", completed: "x" }],
  ["counts that no batch has", { total: 1e15, completed: -1, failed: Number.NaN }],
])("a batch with %s has the rows of its input file", async (_what, counts) => {
  service.batch["request_counts"] = counts;
  service.files = { in: input("a"), out: file(answered("a")), err: file() };
  expect(rows(await service.read())).toEqual(["a succeeded"]);
});

test("rows of a failed batch that gave no reason say that nothing was sent", async () => {
  Object.assign(service.batch, { status: "Failed", output_file_id: "", error_file_id: "", errors: null });
  service.files = { in: input("a") };
  const { results } = await service.read();
  expect(results[0]).toMatchObject({
    status: "failed",
    error: { message: "The batch failed before any row was sent." },
  });
});
