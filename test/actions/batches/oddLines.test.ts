import { answered, type BatchFiles, file, input, refused, rows, startBatchFiles } from "./batchFiles";

let service: BatchFiles;

beforeEach(async () => {
  service = await startBatchFiles();
});
afterEach(() => service.server.close());

const texts = async () => (await service.read()).results.map(({ output_text }) => output_text);
const mark = "\uFEFF";

describe("what stands around the lines of a file costs no answer", () => {
  const [a, b] = [answered("a"), answered("b")];

  test.each([
    ["a mark before the output", `${mark}${a}\n${b}\n`],
    ["a mark in the middle, as joined files have", `${a}\n${mark}${b}\n`],
    ["joined files without a line feed between", `${a}${b}`],
    ["joined files with a mark between", `${a}${mark}${b}`],
    ["carriage returns and line feeds", `${a}\r\n\r\n${b}\r\n`],
    ["carriage returns alone", `${a}\r${b}\r`],
    ["NULs", `\0\0${a}\0\n\0${b}\0\0`],
    ["blank lines of spaces and tabs", `  \n\t\n${a}  \n   \n${b}`],
    ["separators that only look like line ends", `\u2028${a}\u0085\n${b}`],
    ["a list in place of lines", `[${a},${b}]`],
    ["lines that are texts of JSON", `${JSON.stringify(a)}\n${JSON.stringify(b)}`],
  ])("%s", async (_what, output) => {
    for (const order of [input("a", "b"), { status: 404, body: "{}" }]) {
      service.files = { in: order, out: { body: output } };
      service.batch["request_counts"] = { total: 2 };
      const result = await service.read();
      expect(rows(result)).toEqual(["a succeeded", "b succeeded"]);
      expect(result.counts).toMatchObject({ total: 2, strayLines: 0, missing: 0 });
    }
  });

  test("a line that was cut off before the next one was written behind it", async () => {
    service.files = {
      in: input("a", "b", "c"),
      out: file(a, `{"custom_id":"c","response":{"body":{"x":"${b}`),
    };
    const { results, counts } = await service.read();
    expect(results.map(({ output_text }) => output_text)).toEqual(["text of a", "text of b", null]);
    expect(counts).toMatchObject({ strayLines: 1, missing: 1 });
  });

  test("cut-off lines before and between whole ones on one line", async () => {
    const [c, d] = [answered("c"), answered("d", { choices: [{ message: { content: 'a } b { " ]' } }] })];
    const cut =
      '{"custom_id":"x","response":{"status_code":200,"body":{"choices":[{"message":{"content":"so f';
    service.files = {
      in: input("a", "b", "c", "d"),
      out: file(`${cut}${a}${b}${cut}${d}`, `ld"}}]}},"error":null}${c}`),
    };
    const result = await service.read();
    expect(rows(result)).toEqual(["a succeeded", "b succeeded", "c succeeded", "d succeeded"]);
    expect(result.counts.strayLines).toBe(3);
  });

  test.each([
    ["cut behind its id", '{"custom_id":"b","method":"PO'],
    ["cut within its id", '{"custom_id":"b'],
    ["with values that are no JSON", '{"custom_id":"b","body":{"temperature":NaN}}'],
  ])("a line of the input that is %s keeps the place of its row", async (_how, damaged) => {
    service.files = {
      in: file('{"custom_id":"a"}', damaged, '{"custom_id":"c"}'),
      out: file(answered("c"), b, a),
    };
    const { results } = await service.read();
    expect(results.map(({ status }) => status)[2]).toBe("succeeded");
    expect(results[2]?.customId).toBe("c");
    if (!damaged.endsWith("b")) expect(results[1]?.output_text).toBe("text of b");
  });

  test.each([
    ["before the input", `${mark}{"custom_id":"a"}\n{"custom_id":"b"}`],
    ["in the middle of the input", `{"custom_id":"a"}\n${mark}{"custom_id":"b"}\n\n   \n`],
    ["and lines without JSON in the input", `{"custom_id":"a"}\n#\n{"custom_id":"b"}\n\u001a`],
  ])("a mark %s", async (_where, text) => {
    service.files = { in: { body: text }, out: file(b, a) };
    expect(rows(await service.read())).toEqual(["a succeeded", "b succeeded"]);
  });

  test("a line that is longer than any answer is a stray, and the rows around it stay", async () => {
    const huge = answered("b", { choices: [{ message: { content: "x".repeat(70_000_000) } }] });
    service.files = { in: input("a", "b", "c"), out: file(a, huge, answered("c")) };
    const result = await service.read();
    expect(rows(result)).toEqual(["a succeeded", "b missing", "c succeeded"]);
    expect(result.counts.strayLines).toBe(1);
    expect(result.results[1]?.error?.message).toContain("1 that can't be read or belong to no row: look at");
  });
});

describe("custom ids", () => {
  test.each([
    ["numbers in the output", input("1", "2"), file(answered(2), answered(1)), ["1", "2"]],
    ["numbers in the input", input(1, 2), file(answered("2"), answered("1")), ["1", "2"]],
    [
      "numbers of more digits than a double has",
      { body: '{"custom_id": 9007199254740993}\n{"custom_id": 9007199254740992}' },
      { body: answered(0).replace(":0,", ":9007199254740992,") },
      ["9007199254740993", "9007199254740992"],
    ],
    [
      "such numbers on joined lines, and as texts of JSON",
      { body: '{"custom_id": 9007199254740993}{"custom_id": 9007199254740995}' },
      {
        body: [
          answered("9007199254740995").replace(/"(9\d+)"/, "$1"),
          JSON.stringify(answered("9007199254740993").replace(/"(9\d+)"/, "$1")),
        ].join("\n"),
      },
      ["9007199254740993", "9007199254740995"],
    ],
    [
      "names of a prototype",
      input("constructor", "__proto__", "toString"),
      file(answered("toString"), answered("__proto__"), answered("constructor")),
      ["constructor", "__proto__", "toString"],
    ],
    ["that are empty", input("", "b"), file(answered("b"), answered("")), ["", "b"]],
  ])("%s", async (_what, inputFile, out, ids) => {
    service.files = { in: inputFile, out };
    const { results } = await service.read();
    expect(results.map(({ customId }) => customId)).toEqual(ids);
    for (const { customId, status, output_text } of results) {
      if (status === "succeeded" && customId !== "9007199254740992") {
        expect(output_text).toBe(`text of ${customId}`);
      }
    }
    expect(results.at(-1)?.status).toBe("succeeded");
  });

  test("of several rows are told apart by their place", async () => {
    service.batch["error_file_id"] = "err";
    service.files = {
      in: input("a", "b", "a", "a"),
      out: file(answered("a", "first"), answered("b"), answered("a", "second")),
      err: file(refused("a", { message: "Too slow." })),
    };
    expect(await texts()).toEqual(["first", "text of b", "second", null]);
  });

  test("that were refused first and then answered are answered, the first of several rows first", async () => {
    const slow = { message: "Too slow." };
    service.files = {
      in: input("a", "b", "b", "b"),
      out: file(
        ...[refused("a", slow), answered("a", "late")],
        ...[refused("b", slow), refused("b", slow), refused("b", slow)],
        ...[answered("b", "first"), answered("b", "second")],
      ),
    };
    expect(await texts()).toEqual(["late", "first", "second", null]);
  });

  test("that the files have twice lose neither answer when the input file is gone", async () => {
    service.files = { out: file(answered("a", "first"), answered("a", "second"), answered("b")) };
    expect((await texts()).sort()).toEqual(["first", "second", "text of b"]);
  });

  test.each([
    ["row-0", "row-1"],
    ["row-7", "row-8"],
  ])("that the files have twice are two rows, numbers as well: %s", async (twice, once) => {
    service.batch["request_counts"] = {};
    service.files = { out: file(answered(twice, "first"), answered(twice, "second"), answered(once)) };
    expect((await texts()).sort()).toEqual(["first", "second", `text of ${once}`]);
  });

  test("that a row's number is only like are rows of their own", async () => {
    service.batch["request_counts"] = { total: 3 };
    service.files = { out: file(answered("row-1"), answered("row-01"), answered("row-2")) };
    const result = await service.read();
    expect(result.results.flatMap(({ output_text }) => output_text ?? []).sort()).toEqual([
      "text of row-01",
      "text of row-1",
      "text of row-2",
    ]);
  });

  test("of another file's lines are strays, and take no row of the numbers", async () => {
    service.batch["metadata"] = { first_row: "0", row_count: "2" };
    service.files = { out: file(answered("row-1"), answered("other"), answered("row-0")) };
    const result = await service.read();
    expect(rows(result)).toEqual(["row-0 succeeded", "row-1 succeeded"]);
    expect(result.counts.strayLines).toBe(1);
  });

  test.each([
    ["too few rows", { first_row: "0", row_count: "1" }],
    ["rows of another list", { first_row: "70", row_count: "2" }],
    ["no rows", { first_row: "0", row_count: "0" }],
    ["rows in no form", { first_row: [], row_count: "many" }],
  ])("are believed where the metadata says %s", async (_what, metadata) => {
    Object.assign(service.batch, { metadata, request_counts: {} });
    service.files = { in: input("x", "row-0"), out: file(answered("row-0"), answered("x")) };
    expect(await texts()).toEqual(["text of x", "text of row-0"]);
  });
});
