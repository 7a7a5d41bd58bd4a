import { failureOf } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import { metricsFrom, startMetricsService } from "./metricsService";

const service = useStarted(startMetricsService);
useTestClock();

const azure =
  "step,train_loss,train_mean_token_accuracy,valid_loss,valid_mean_token_accuracy\n1,10.5,0.4,8.5,0.4\n10,2.5,0.7,2.75,0.65\n19,0.5,0.9,0.55,0.85\n";
const openai =
  "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,1.52347,0.0,,\n2,0.8,0.5,0.9,0.5\n30,6e-05,1.0,,\n";
const reinforcement =
  "step,train_mean_reward,full_valid_mean_reward,pg_loss_sum,total_loss_sum,entropy_loss_sum\n1,0.095,0.05,262307.9,262307.9,70.7\n2,0.3,,-1,5,60\n3,,0.2,,,\n4,0.45,0.4,1,1,50\n";

const namesOf = (columns: ReadonlyArray<{ name: string }>): string[] => columns.map(({ name }) => name);

describe("a result file", () => {
  it("of Azure is a table by its columns' names", async () => {
    service.contents["file-results"] = azure;
    const { state, source, rows, last, best, columns } = await metricsFrom(service);
    expect({ state, source }).toEqual({ state: "final", source: "result file" });
    expect(rows).toHaveLength(3);
    expect(rows[1]).toEqual({
      step: 10,
      train_loss: 2.5,
      train_mean_token_accuracy: 0.7,
      valid_loss: 2.75,
      valid_mean_token_accuracy: 0.65,
    });
    expect(last["valid_loss"]).toBe(0.55);
    expect(best).toEqual({ step: 19, by: "valid_loss", value: 0.55 });
    expect(columns[0]).toEqual({ name: "train_loss", spelling: "train_loss", measured: 3 });
  });

  it("of OpenAI has the same names, exponents, and nothing where nothing was measured", async () => {
    service.contents["file-results"] = openai;
    const { rows, columns } = await metricsFrom(service, { jobId: "ftjob-1" }, "openai");
    expect(columns[1]).toEqual({
      name: "train_mean_token_accuracy",
      spelling: "train_accuracy",
      measured: 3,
    });
    expect(rows[2]).toEqual({
      step: 30,
      train_loss: 0.00006,
      train_mean_token_accuracy: 1,
      valid_loss: null,
      valid_mean_token_accuracy: null,
    });
  });

  it("of reinforcement keeps negative sums, and its best step has the highest reward", async () => {
    service.contents["file-results"] = reinforcement;
    const { rows, best, columns, overfits, numbers } = await metricsFrom(service);
    expect(rows[1]).toMatchObject({ pg_loss_sum: -1, full_valid_mean_reward: null });
    expect(best).toEqual({ step: 4, by: "full_valid_mean_reward", value: 0.4 });
    expect(namesOf(columns)).toContain("entropy_loss_sum");
    expect(numbers["rewardGap"]).toBeCloseTo(0.05);
    expect(overfits).toBe("no");
  });

  test.each<[string, string | Buffer]>([
    ["begins with a mark and has CRLF", `\uFEFF${azure.replaceAll("\n", "\r\n")}`],
    ["is base64", Buffer.from(azure).toString("base64")],
    ["is base64 with a mark within", Buffer.from(`\uFEFF${azure}`).toString("base64")],
    [
      "is base64 in lines",
      Buffer.from(azure)
        .toString("base64")
        .replace(/(.{76})/g, "$1\r\n"),
    ],
    ["is UTF-16", Buffer.from(`\uFEFF${azure}`, "utf16le")],
    ["has quoted cells and blanks", azure.replace(/[^,\n]+/g, ' "$&" ')],
    ["has no line end at its end", azure.trimEnd()],
    ["is spelled with capitals", azure.replace("step,train_loss", "Step,Train Loss")],
    ["spells validation out", azure.replaceAll("valid_", "validation_")],
    ["calls it evaluation", azure.replaceAll("valid_", "eval_")],
    ["spells training out", azure.replaceAll("train_", "training_")],
    ["has -1 where nothing was measured", azure.replace("\n10,", "\n5,-1,-1.0,-1,-1\n10,")],
  ])("is read as well when it %s", async (_case, content) => {
    service.contents["file-results"] = content;
    const { rows, last, warning } = await metricsFrom(service);
    expect(rows.filter(({ train_loss }) => train_loss !== null)).toHaveLength(3);
    expect(rows.find(({ step }) => step === 10)).toMatchObject({ train_loss: 2.5, valid_loss: 2.75 });
    expect(last).toMatchObject({ valid_mean_token_accuracy: 0.85 });
    expect(warning).toBeNull();
  });

  it("keeps columns that nobody knows as they are, also those with strange names", async () => {
    service.contents["file-results"] =
      'step,errors/graders/__proto__/x,__proto__,"a ""b"", c",,Note\n1,2,3,4,5,warm-up\n';
    const { rows, columns } = await metricsFrom(service);
    expect(namesOf(columns)).toEqual([
      "errors/graders/__proto__/x",
      "__proto__",
      'a "b", c',
      "column_5",
      "Note",
    ]);
    expect(Object.entries(rows[0] ?? {})).toEqual([
      ["step", 1],
      ["errors/graders/__proto__/x", 2],
      ["__proto__", 3],
      ['a "b", c', 4],
      ["column_5", 5],
      ["Note", "warm-up"],
    ]);
  });

  it("keeps the second of two columns that mean the same under its own name", async () => {
    service.contents["file-results"] = "step,train_accuracy,train_mean_token_accuracy\n1,0.5,0.6\n";
    const { rows } = await metricsFrom(service);
    expect(rows).toEqual([{ step: 1, train_mean_token_accuracy: 0.5, train_mean_token_accuracy_3: 0.6 }]);
  });

  it("without a column of steps has its rows counted, and says so", async () => {
    service.contents["file-results"] = "train_loss\n3\n2\n1\n";
    const { rows, warning } = await metricsFrom(service);
    expect(rows.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(warning).toContain('"step" is the number of the row');
  });

  it("that repeats steps, as behind a pause, and is out of order counts what comes last", async () => {
    service.contents["file-results"] = "step,train_loss,valid_loss\n20,3,1\n10,4,\n20,2,\n";
    const { rows } = await metricsFrom(service);
    expect(rows).toEqual([
      { step: 10, train_loss: 4, valid_loss: null },
      { step: 20, train_loss: 2, valid_loss: 1 },
    ]);
  });

  it("that has diverged says so", async () => {
    service.contents["file-results"] = "step,train_loss\n1,3\n2,NaN\n3,inf\n4,-Infinity\n";
    const { rows, warning } = await metricsFrom(service);
    expect(rows.map(({ train_loss }) => train_loss)).toEqual([3, null, null, null]);
    expect(warning).toContain("train_loss is no finite number at the last 3 steps");
  });

  it("that has no numbers where nothing was measured has not diverged", async () => {
    service.contents["file-results"] =
      "step,train_loss,valid_loss,train_accuracy\n1,3,nan,nan\n2,inf,2,nan\n3,2,nan,nan\n";
    expect((await metricsFrom(service)).warning ?? "").not.toContain("diverged");
  });

  it("with lines that fit nowhere says how many", async () => {
    service.contents["file-results"] = "step,train_loss\n1,3\nend,2\n,5\n2,2,9\n3\n";
    const { rows, warning } = await metricsFrom(service);
    expect(rows).toEqual([
      { step: 1, train_loss: 3 },
      { step: 2, train_loss: 2 },
      { step: 3, train_loss: null },
    ]);
    expect(warning).toContain("3 lines of file-results");
  });

  it("that is one of several is joined to them by step", async () => {
    service.job = { result_files: ["file-a", null, { id: "file-b" }, ""] };
    service.contents = {
      "file-a": "step,train_loss\n1,3\n2,2\n",
      "file-b": "step,valid_loss\n2,2.5\n3,1.5\n",
    };
    const { rows } = await metricsFrom(service);
    expect(rows).toEqual([
      { step: 1, train_loss: 3, valid_loss: null },
      { step: 2, train_loss: 2, valid_loss: 2.5 },
      { step: 3, train_loss: null, valid_loss: 1.5 },
    ]);
  });

  it("is read without a job by its id", async () => {
    service.contents["file-other"] = azure;
    const { state, status, rows } = await metricsFrom(service, { fileId: "file-other" });
    expect({ state, status, count: rows.length }).toEqual({ state: "fileOnly", status: null, count: 3 });
    expect(service.server.requests).toHaveLength(1);
  });

  it("that was named and is not there is an error", async () => {
    expect(await failureOf(metricsFrom(service, { fileId: "file-other" }))).toMatchObject({
      kind: "notFound",
    });
  });

  it("of more rows than are wanted shows some of them, the best and the last among them", async () => {
    const lines = Array.from({ length: 5000 }, (_, index) => `${index},${index === 777 ? 0.1 : 2},`);
    service.contents["file-results"] = `step,train_loss,valid_loss\n${lines.join("\n")}`;
    const { rows, rowCount, warning } = await metricsFrom(service, { jobId: "ftjob-1", rowLimit: "50" });
    expect({ shown: rows.length, rowCount }).toEqual({ shown: 50, rowCount: 5000 });
    const steps = rows.map(({ step }) => Number(step));
    expect(steps).toEqual(expect.arrayContaining([777, 4999]));
    expect(steps.slice(1).every((step, index) => step - (steps[index] ?? 0) < 250)).toBe(true);
    expect(warning).toContain("50 of 5000 rows");
  });

  it("without an end is not read to it", async () => {
    service.contents["file-results"] = (_request, response) => {
      const lines = `1,2,${"x".repeat(60_000)}\n`;
      response.writeHead(200);
      response.write("step,train_loss,note\n");
      const go = (): void => {
        while (!response.destroyed && response.write(lines));
        if (!response.destroyed) response.once("drain", go);
      };
      go();
    };
    const { rows, warning } = await metricsFrom(service);
    expect(rows).toHaveLength(1);
    expect(warning).toContain("longer than what is read");
  });
});
