import type { ResultsOutput } from "../../../src/actions/batches/batchResults";
import type { ComparisonOutput } from "../../../src/actions/records/comparison";
import type { CreatedOutput } from "../../../src/output/createdBatches";
import { failureOf, run } from "../../support/connector";
import { shareEndpoint, useStarted } from "../../support/hooks";
import { connectionTo } from "../support";
import { enrich, evaluate, lastText, startAnswering } from "./recordServer";

const server = useStarted(() => startAnswering(({ messages }) => String(messages.at(-1)?.content)));
const judge = useStarted(() => startAnswering(() => '{"score": 1, "verdict": "pass", "reason": "=ok"}'));
const endpoint = shareEndpoint();

/** As Excel saves "CSV" in Western Europe. */
const file = Buffer.from("word;no\r\nZ\xfcrich;01\r\nBern\r\n", "latin1");
const warnings = [
  "Records: the file is not in UTF-8 and was read as Windows-1252. Save it as CSV UTF-8 if letters look wrong.",
  "Records: rows have fewer cells than the header (1, the first in line 3): what they lack is empty.",
];

const textOf = (output: { file: { data: Buffer; contentType: string; fileName: string } | null }): string =>
  output.file?.data.toString() ?? "";

describe("records of a table", () => {
  test("fill in the template, and the step tells how they were read", async () => {
    const data = await enrich(server, { records: file, bulkOptions: { concurrentRequests: "1" } });
    expect(server.requests.map(lastText)).toEqual(["Say Z\u00fcrich", "Say Bern"]);
    expect(data.records).toEqual([
      { word: "Z\u00fcrich", no: "01", answer: "Say Z\u00fcrich" },
      { word: "Bern", no: "", answer: "Say Bern" },
    ]);
    expect(data.warnings).toEqual(warnings);
    expect(data.file).toBeNull();
  });

  test("have columns of any name", async () => {
    const records = "__proto__,constructor\nown,built";
    await enrich(server, { records, promptTemplate: "{{__proto__}} {{constructor}} {{.}}" });
    expect(server.requests.map(lastText)).toEqual(['own built {"__proto__":"own","constructor":"built"}']);
  });

  test("are refused before anything is sent", async () => {
    const failure = await failureOf(enrich(server, { records: "word,no\n1,2,3" }));
    expect(failure.message).toMatch(/^Records: line 2 has 3 cells, and the header has 2\./);
    expect(server.requests).toHaveLength(0);
  });

  test("are judged, and compared, with the same warnings", async () => {
    const judged = await evaluate(judge, file, { actualField: "word", rubric: "Is a city." });
    expect(judged.warnings).toEqual(warnings);
    const { data } = await run("compareRecords", { records: file, actualField: "word", expectedField: "no" });
    expect((data as ComparisonOutput).warnings).toEqual(warnings);
  });

  test("make a batch, and stand beside its results", async () => {
    const connection = connectionTo(endpoint.url);
    const form = { connection, records: file, promptTemplate: "Say {{word}}" };
    const created = (await run("createBatch", form)).data as CreatedOutput;
    expect(created.warning).toBe(warnings.join(" "));
    const params = {
      connection,
      batchIds: created.batchIds,
      records: file,
      outputFile: { fileFormat: "csv" },
    };
    const output = (await run("getBatchResults", params)).data as ResultsOutput;
    expect(output.warning).toBe(warnings.join(" "));
    expect(textOf(output)).toBe(
      "word,no,index,customId,status,output_text,error\r\nZ\u00fcrich,01,0,row-0,succeeded,Z\u00fcrich,\r\nBern,,1,row-1,succeeded,Bern,\r\n",
    );
  });
});

describe("a file of records", () => {
  const records = [
    { word: "=1+1", tags: ["a", "b"] },
    { word: "x", score: 5 },
  ];

  test("is CSV with the answers", async () => {
    const outputFile = { fileFormat: "csv" };
    const data = await enrich(server, { records, outputFile });
    expect(data.file).toMatchObject({ contentType: "text/csv", fileName: "records.csv" });
    expect(textOf(data)).toBe('word,tags,answer,score\r\n=1+1,"[""a"",""b""]",Say =1+1,\r\nx,,Say x,5\r\n');
  });

  test("is safe for spreadsheets, with the mark that Excel needs", async () => {
    const data = await evaluate(judge, records, {
      actualField: "word",
      rubric: "Is a word.",
      outputFile: { fileFormat: "spreadsheet", fileName: "folder/judged.csv" },
    });
    expect(data.file?.fileName).toBe("judged.csv");
    expect(textOf(data)).toBe(
      '\ufeffword,tags,score (2),verdict,reason,error,score\r\n\'=1+1,"[""a"",""b""]",1,pass,\'=ok,,\r\nx,,1,pass,\'=ok,,5\r\n',
    );
  });

  test("is JSON Lines without a mark", async () => {
    const params = { records, actualField: "word", expectedField: "word" };
    const { data } = await run("compareRecords", { ...params, outputFile: { fileFormat: "jsonLines" } });
    const output = data as ComparisonOutput;
    expect(output.file).toMatchObject({ contentType: "application/jsonl", fileName: "records.jsonl" });
    expect(
      textOf(output)
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    ).toMatchObject([
      { word: "=1+1", tags: ["a", "b"], "score (2)": 1, verdict: "pass", error: null },
      { word: "x", score: 5, "score (2)": 1 },
    ]);
  });

  test("that is read again gives the same records", async () => {
    const data = await enrich(server, { records: file, outputFile: { fileFormat: "spreadsheet" } });
    const again = await enrich(server, {
      records: data.file,
      promptTemplate: "{{answer}}",
      outputField: "again",
    });
    expect(again.records).toEqual(data.records.map((record) => ({ ...record, again: record["answer"] })));
    expect(again.warnings).toEqual([]);
  });

  test("has a format that is known", async () => {
    const failure = await failureOf(enrich(server, { records, outputFile: { fileFormat: "xlsx" } }));
    expect(failure.message).toMatch(/File Format: "xlsx" is not accepted/);
  });
});
