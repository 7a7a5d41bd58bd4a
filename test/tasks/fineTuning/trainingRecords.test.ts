import { createHash } from "node:crypto";
import { openRecordSource } from "../../../src/tasks/fineTuning/recordSource";
import { parsePromptTemplate } from "../../../src/text/promptTemplate";
import { chatRow, chatRows, prepare, rowsOf } from "./prepared";

const pairs = Array.from({ length: 12 }, (_, index) => ({
  prompt: `Question number ${index}?`,
  completion: `Reply ${index}`,
}));
const noSplit = { validationShare: 0, testShare: 0 };

describe("records", () => {
  const expected = pairs.map(({ prompt, completion }) => ({
    messages: [
      { role: "user", content: prompt },
      { role: "assistant", content: completion },
    ],
  }));
  const rows = pairs.map(({ prompt, completion }) => [prompt, completion]);
  const csv = ["prompt;completion", ...rows.map((row) => row.join(";"))].join("\r\n");
  const lines = pairs.map((pair) => JSON.stringify(pair));

  test.each<[what: string, records: unknown]>([
    ["a list", pairs],
    ["an output with a list", { results: pairs }],
    ["JSON", JSON.stringify(pairs)],
    ["JSON on many lines", JSON.stringify(pairs, null, 2)],
    ["a JSON object with a list", JSON.stringify({ records: pairs })],
    ["objects that span lines", pairs.map((pair) => JSON.stringify(pair, null, 2)).join("\n")],
    ["JSON Lines", lines.join("\n")],
    ["JSON Lines with Windows' line ends and blank lines", `${lines.join("\r\n\r\n")}\r\n`],
    ["a file", Buffer.from(lines.join("\n"))],
    ["a file with a mark", Buffer.from(`\ufeff${lines.join("\n")}`)],
    ["a file in UTF-16", Buffer.from(`\ufeff${lines.join("\n")}`, "utf16le")],
    ["a step's file", { data: Buffer.from(JSON.stringify(pairs)), contentType: "application/json" }],
    ["lines as texts", lines],
    ["CSV", csv],
    ["a file of CSV", { data: Buffer.from(`\ufeff${csv}`), contentType: "text/csv" }],
    ["lists with a header", [["prompt", "completion"], ...rows]],
    ["lists as JSON", JSON.stringify([["prompt", "completion"], ...rows])],
    ["lists on lines", [["prompt", "completion"], ...rows].map((row) => JSON.stringify(row)).join("\n")],
    ["values of a sheet", JSON.stringify({ values: [["prompt", "completion"], ...rows] })],
    ["a page of OData", { value: pairs.map((pair) => ({ "@odata.etag": "x", ...pair })) }],
  ])("are read from %s", async (_what, records) => {
    const prepared = await prepare(records, noSplit);
    expect(prepared.rowErrors).toEqual([]);
    expect(rowsOf(prepared)).toEqual(expected);
  });

  test("that can't be read are wrong, each by its number", async () => {
    const text = [...lines.slice(0, 2), '{"prompt": "a", ', '"x"', '{"prompt": 1, "prompt": 2}', "[1]"].join(
      "\n",
    );
    const { rowErrors, counts } = await prepare(text, noSplit);
    expect(rowErrors.map(({ row }) => row)).toEqual([3, 4, 5, 6]);
    expect(rowErrors.map(({ reason }) => reason)).toEqual([
      "It is not JSON.",
      "It is not an object.",
      "It has a field twice.",
      expect.stringMatching(/^It is a list/),
    ]);
    expect(counts).toMatchObject({ total: 6, wrong: 4, prepared: 2 });
  });

  test("of a page of a service lose what that says about them", async () => {
    const value = pairs.map((pair) => ({ "@odata.etag": "x", ...pair }));
    const textOf = async (given: unknown): Promise<string> => {
      const source = await openRecordSource("Records", given, () => undefined);
      return JSON.stringify(source.read(0));
    };
    expect(await textOf({ value })).not.toContain("odata");
    expect(await textOf(value)).toContain("odata");
  });

  test("of a table are told what was made of them", async () => {
    const file = Buffer.from("prompt;completion;completion\nQ 1;caf\xe9;x\nQ 2;y", "latin1");
    const { advice } = await prepare(file, noSplit);
    expect(advice.recommended.slice(0, 3)).toEqual([
      expect.stringMatching(/^Records: the file is not in UTF-8/),
      expect.stringMatching(/^Records: the column "completion" is there more than once/),
      expect.stringMatching(/^Records: rows have fewer cells/),
    ]);
    const page = { value: pairs, "@odata.nextLink": "https://x" };
    expect((await prepare(page, noSplit)).advice.recommended[0]).toMatch(/one page of a longer list/);
  });

  test("in bytes that are not UTF-8 are wrong alone", async () => {
    const bad = Buffer.from('{"prompt": "caf\xe9", "completion": "b"}', "latin1");
    const file = Buffer.concat([Buffer.from(`${lines[0]}\n`), bad, Buffer.from(`\n${lines[1]}`)]);
    const { rowErrors } = await prepare(file, noSplit);
    expect(rowErrors).toEqual([{ input: "Records", row: 2, reason: expect.stringMatching(/UTF-8/) }]);
  });

  test.each<[given: unknown, message: RegExp]>([
    ["", /^Records: there is no record/],
    ["[]", /^Records: there is no record/],
    ["prompt and completion", /^Records: "prompt and completion" is not accepted.*CSV with a header/],
    ['prompt,completion\na,"b', /^Records: the quote that is opened in line 2 is never closed/],
    [Buffer.from("PK\x03\x04\x14\0\0\0xl/"), /^Records: this is an Excel workbook.*CSV UTF-8/],
    [[["prompt"], { prompt: 1 }], /^Records: row 2 is not a list/],
    ["[{}] and more", /^Records: something stands behind/],
    [Buffer.from("%PDF-1.7 and so on"), /^Records: the file is a PDF/],
    [7, /^Records: "7" is not accepted/],
    [
      [{ question: "a", completion: "b" }],
      /^Prompt Field: prompt is a field of no record.*Fields are: question, completion/,
    ],
    [
      [{ prompt: "a", Completion: "b" }],
      /^Answer Field: completion is a field of no record. The nearest is Completion/,
    ],
  ])("%j are refused", async (given, message) => {
    await expect(prepare(given)).rejects.toThrow(message);
  });

  test("keep the digits of long numbers, and say that they are text now", async () => {
    const rows = Array.from(
      { length: 10 },
      (_, index) => `{"prompt": 1234567890123456789${index}, "completion": "b${index}"}`,
    );
    const prepared = await prepare(rows.join("\n"), noSplit);
    expect(rowsOf(prepared)[3]).toMatchObject({ messages: [{ content: "12345678901234567893" }, {}] });
    expect(prepared.advice.recommended.join()).toContain("beyond 2^53");
  });
});

describe("rows", () => {
  test("are made of fields and templates, with instructions in front", async () => {
    const records = pairs.map(({ prompt, completion }, index) => ({
      q: prompt,
      a: completion,
      shop: `S${index}`,
    }));
    const prepared = await prepare(records, {
      ...noSplit,
      systemPrompt: parsePromptTemplate("System Prompt", "For {{shop}}."),
      promptTemplate: parsePromptTemplate("Prompt Template", "Q: {{q}}"),
      answerField: "a",
    });
    expect(rowsOf(prepared)[2]).toEqual({
      messages: [
        { role: "system", content: "For S2." },
        { role: "user", content: "Q: Question number 2?" },
        { role: "assistant", content: "Reply 2" },
      ],
    });
    expect(prepared.systemMessage).toBeNull();
  });

  test("of pairs have both answers, and those for a grader all other fields", async () => {
    const records = pairs.map((pair) => ({ ...pair, preferred: pair.completion, rejected: "No." }));
    expect(rowsOf(await prepare(records, { ...noSplit, method: "preference" }))[0]).toEqual({
      input: { messages: [{ role: "user", content: "Question number 0?" }] },
      preferred_output: [{ role: "assistant", content: "Reply 0" }],
      non_preferred_output: [{ role: "assistant", content: "No." }],
    });
    const graded = await prepare(pairs, { method: "reinforcement", validationShare: 0.1, testShare: 0 });
    expect(rowsOf(graded)[0]).toEqual({
      completion: expect.stringMatching(/^Reply/),
      messages: [{ role: "user", content: expect.stringMatching(/^Question/) }],
    });
  });

  test("for reinforcement on Azure have the instructions in the user's message", async () => {
    const systemPrompt = parsePromptTemplate("System Prompt", "Be short.");
    const options = {
      method: "reinforcement",
      service: "azure",
      systemPrompt,
      validationShare: 0.1,
      testShare: 0,
    } as const;
    const made = await prepare(pairs, options);
    expect(rowsOf(made)[0]).toMatchObject({
      messages: [{ role: "user", content: expect.stringMatching(/^Be short\.\n\nQuestion/) }],
    });
    const openai = await prepare(pairs, { ...options, service: "openai" });
    expect(rowsOf(openai)[0]).toMatchObject({ messages: [{ role: "developer", content: "Be short." }, {}] });
  });

  test("that are ready stay, without nulls and without what no row has", async () => {
    const records = chatRows(12).map((row, index) => ({ ...row, customer: index, tools: null }));
    const prepared = await prepare(records, noSplit);
    expect(rowsOf(prepared)).toEqual(chatRows(12));
    expect(prepared.advice.recommended.join()).toContain("such as customer");
    const texts = chatRows(12).map(({ messages }) => ({ messages: JSON.stringify(messages) }));
    expect(rowsOf(await prepare(texts, noSplit))).toEqual(chatRows(12));
  });

  test.each<[label: RegExp, options: object]>([
    [/^Answer Field: it is filled in, but the records are ready rows/, { answerField: "a" }],
    [/^Answer Template: /, { answerTemplate: parsePromptTemplate("Answer Template", "{{a}}") }],
    [/^Answer Field: .* rows of reinforcement training/, { answerField: "a", method: "reinforcement" }],
    [/^Rejected Answer Field: .* rows of supervised training/, { rejectedField: "a" }],
  ])("that are ready refuse what would change nothing: %s", async (message, options) => {
    await expect(prepare(chatRows(12), { ...noSplit, ...options })).rejects.toThrow(message);
  });

  test("for a grader keep fields that have the names of other methods' columns", async () => {
    const own = { input: "[1, 2]", functions: '{"a": 1}', preferred_output: null, parallel_tool_calls: "no" };
    const records = chatRows(12).map(({ messages }) => ({ messages: messages.slice(0, 1), ...own }));
    const shares = { validationShare: 0.1, testShare: 0 };
    const prepared = await prepare(records, { method: "reinforcement", ...shares });
    expect(prepared.rowErrors).toEqual([]);
    expect(rowsOf(prepared)[0]).toMatchObject(own);
  });

  test("tell the instructions that all of them have", async () => {
    const records = chatRows(12).map(({ messages }) => ({
      messages: [{ role: "system", content: "Be kind." }, ...messages],
    }));
    expect((await prepare(records)).systemMessage).toBe("Be kind.");
  });
});

describe("a file", () => {
  test("begins with a mark on Azure, and has a name by the digest of its bytes", async () => {
    for (const service of ["azure", "openai"] as const) {
      const { files } = await prepare(chatRows(12), { ...noSplit, service, fileName: "shop" });
      const bytes = files.training?.bytes() ?? Buffer.alloc(0);
      expect(bytes.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))).toBe(service === "azure");
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      expect(files.training).toMatchObject({
        sha256,
        lengthBytes: bytes.length,
        fileName: `shop-training-${sha256.slice(0, 16)}.jsonl`,
        format: "chat",
        rows: 12,
      });
      const streamed: Buffer[] = [];
      for await (const chunk of files.training?.open() ?? []) streamed.push(chunk as Buffer);
      expect(Buffer.concat(streamed).equals(bytes)).toBe(true);
    }
  });

  test("says which row of the input each line is", async () => {
    const records = [chatRow(0), { messages: [] }, chatRow(0), ...chatRows(14).slice(1)];
    const { files } = await prepare(records, { ...noSplit, skipsWrongRows: true });
    expect(files.training?.rowNumbers).toEqual([1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
  });
});
