import path from "node:path";
import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { startLocalEndpoint } from "../../local/endpoint";
import { shareStarted } from "../support/hooks";
import { runBeside, shareBundleCopy } from "./builtBundle";

interface Outcome {
  data?: unknown;
  error?: string;
}

const endpoint = shareStarted(() => startLocalEndpoint({ tls: true }));
const copy = shareBundleCopy();

/** Runs actions one behind the other, in a process that has the bundle and Node. */
const runActions = async (
  apiVersion: string,
  calls: Array<[action: string, params: object]>,
): Promise<unknown[]> => {
  const fields = {
    apiKey: endpoint.apiKey,
    endpoint: endpoint.url,
    organization: "",
    isOpenAIKey: "false",
    apiVersion,
  };
  const connection = { key: "apiKey", configVarKey: "Azure OpenAI", fields };
  const outcomes = await runBeside<Outcome[]>(copy, "callActions.mts", {
    environment: { NODE_EXTRA_CA_CERTS: path.join(copy.folder, "certificate.pem") },
    input: calls.map(([action, params]) => ({ action, params: { connection, model: "gpt-5.4", ...params } })),
  });
  expect(outcomes.flatMap(({ error }) => error ?? [])).toEqual([]);
  return outcomes.map(({ data }) => data);
};

it.each(["v1", "2024-10-21"])(
  "the bundle takes records to their batch and back, api-version %s",
  async (apiVersion) => {
    const records = [{ name: "one" }, { name: "two" }, { name: "three" }];
    const [created] = (await runActions(apiVersion, [
      ["createBatch", { records, promptTemplate: "Say {{name}}", linesPerBatch: "2" }],
    ])) as Array<{ batchIds: string[]; batches: Array<{ inputFileId: string }> }>;
    const batchIds = created?.batchIds ?? [];
    expect(batchIds).toHaveLength(2);
    const fileId = created?.batches[0]?.inputFileId;
    const answers = await runActions(apiVersion, [
      ["getBatch", { batchId: batchIds[0] }],
      ["getBatchResults", { batchIds, records }],
      ["listBatches", { limit: "1" }],
      ["getFile", { fileId }],
      ["downloadFile", { fileId }],
      ["listFiles", { purpose: "batch" }],
      ["deleteFile", { fileId }],
    ]);
    expect(answers).toMatchObject([
      { summary: { isFinished: true, succeeded: 2 } },
      {
        results: records.map((record) => ({ record, output_text: record.name, status: "succeeded" })),
        nextRow: null,
      },
      { data: [{ object: "batch" }], has_more: true },
      { id: fileId, purpose: "batch" },
      expect.anything(),
      { data: expect.any(Array) },
      { id: fileId, deleted: true },
    ]);
  },
);

it("the bundle enriches and evaluates records", async () => {
  const answers = await runActions("v1", [
    ["enrichRecords", { records: [{ name: "Bern" }], promptTemplate: "Say {{name}}", outputField: "said" }],
    [
      "evaluateRecords",
      {
        records: [{ answer: "Bern", expected: "bern" }],
        expectedField: "expected",
        checkType: "exact",
        ignoreCase: "true",
      },
    ],
  ]);
  expect(answers).toMatchObject([
    { records: [{ name: "Bern", said: "Bern" }] },
    { totals: { total: 1, passed: 1 }, means: { passRate: 1 } },
  ]);
});

it("the bundle counts the tokens of a long text, splits it and merges its summaries", async () => {
  const text = "The harbor is closed on Mondays. Ships wait outside, and pilots rest.\n\n".repeat(200);
  const [summary] = await runActions("v1", [
    ["summarizeText", { textToSummarize: text, tokensPerPart: "1000" }],
  ]);
  expect(summary).toMatchObject({
    textTokens: countTokens(text),
    coverage: { parts: 4, summarized: 4, share: 1 },
    summary: expect.stringContaining("Ships wait outside"),
  });
});
