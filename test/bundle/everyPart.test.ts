import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { loadCase, type PartKind } from "../../local/cases/loadCase";
import { type ConnectionKind, startCaseWorld, waysToConnect } from "../../local/cases/world";
import { type CaseRig, formsOf, runForm } from "../cases/caseRuns";
import { unfitness } from "../cases/fit";
import { type Part, partsOf } from "../cases/parts";
import { triggerFaults } from "../cases/triggerFaults";
import { runTrigger } from "../cases/triggerRuns";
import { shareStarted } from "../support/hooks";
import { startBundleProcess } from "./bundleProcess";

const world = shareStarted(() => startCaseWorld());
const bundle = shareStarted(() => startBundleProcess(world.certificate));

const textToSummarize = String(loadCase("actions", "summarizeText").every[1]?.["textToSummarize"]);

/** What the look-alike makes of some of the forms. */
const answers: Record<string, Record<string, object>> = {
  createChatCompletion: { required: { output_text: "42" }, "every 1": { choices: [{}, {}] } },
  createCompletions: {
    required: {
      results: [{ output_text: "4" }, { output_text: "6" }],
      counts: { total: 2, succeeded: 2, failed: 0, remaining: 0 },
    },
  },
  summarizeText: {
    required: { summary: expect.stringContaining("Tea") },
    // The table of tokens is a part of the bundle.
    "every 2": {
      summary: expect.stringContaining("Ships waited outside"),
      textTokens: countTokens(textToSummarize),
      coverage: { parts: 3, summarized: 3, share: 1 },
    },
  },
  createImage: { required: { images: [{ contentType: "image/png", fileName: "image-1.png" }] } },
  rawRequest: { required: { object: "list" }, "every 3": { object: "file", filename: "prompts.jsonl" } },
  createBatch: { "every 1": { batches: [{ rowCount: 1 }, { rowCount: 1 }] } },
  createBatchFromFile: {
    required: { batches: [{ rowCount: 3 }] },
    "every 1": { batches: [{ rowCount: 1 }, { rowCount: 1 }] },
    "every 2": { rowCount: null, batches: [{ inputFileId: expect.any(String) }] },
  },
  getBatch: { required: { summary: { isFinished: true, succeeded: 2 } } },
  getBatchResults: {
    "every 1": {
      results: ["one", "two"].map((name) => ({ record: { name }, output_text: name, status: "succeeded" })),
      nextRow: null,
    },
  },
  listBatches: {
    "every 1": { data: expect.arrayContaining([expect.objectContaining({ object: "batch" })]) },
  },
  getFile: { required: { purpose: "batch" } },
  deleteFile: { required: { deleted: true } },
  enrichRecords: {
    required: {
      records: [
        { name: "Bern", said: "Bern" },
        { name: "Rome", said: "Rome" },
      ],
    },
  },
  evaluateRecords: { "every 1": { counts: { total: 2, failed: 0 } } },
  compareRecords: {
    "every 1": { counts: { total: 2, passed: 1, failed: 1 }, means: { passRate: 1 } },
  },
};

const connections: ConnectionKind[] = ["v1", "dated", "entra"];

describe.each(connections)("the bundle with nothing beside it, connected by %s", (connection) => {
  const rig = (): CaseRig => ({ call: bundle.call, world, connection });

  const open = (kind: PartKind): Array<[string, Part]> =>
    Object.entries(partsOf(kind)).filter(([key]) =>
      waysToConnect([connection], loadCase(kind, key).needs).includes(connection),
    );

  test.each(open("actions"))("runs %s with each form of its case", async (key, action) => {
    for (const [name, form] of formsOf("actions", key)) {
      const { data } = await runForm(rig(), "actions", key, form);
      expect([name, unfitness(action, form, data)]).toEqual([name, []]);
      if (answers[key]?.[name]) expect(data).toMatchObject(answers[key][name]);
    }
  });

  test.each(open("dataSources"))("offers the choices of %s", async (key) => {
    for (const [, form] of formsOf("dataSources", key)) {
      const { data } = await runForm(rig(), "dataSources", key, form);
      expect((data as unknown[])[0]).toEqual({ key: expect.any(String), label: expect.any(String) });
    }
  });

  test.each(Object.entries(partsOf("triggers")))("starts flows by %s", async (key, trigger) => {
    for (const [name, form] of formsOf("triggers", key)) {
      expect([name, triggerFaults(trigger, await runTrigger(rig(), key, form))]).toEqual([name, []]);
    }
  });
});

test("one token is asked for each of the two services of Azure, for all steps together", () => {
  const audiences = world.tokensIssued().map(({ audience }) => audience);
  expect(audiences).toHaveLength(2);
  expect(new Set(audiences).size).toBe(2);
});
