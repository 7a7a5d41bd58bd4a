import type { LocalEndpoint } from "../../local/endpoint";
import component from "../../src/index";
import type { CreatedOutput } from "../../src/output/createdBatches";
import { connectionTo, quiet } from "../actions/support";
import { harness, run } from "../support/connector";
import { createWebhook, deleteWebhook, flowContext } from "../triggers/endpointService";

/** Runs one part of the connector against a server. */
export interface FuzzedStep {
  name: string;
  run(url: string): Promise<unknown>;
}

type Params = Record<string, unknown>;

const requestOptions = { maxRetries: "1", totalTimeout: "60000" };
const records = [
  { review: "Good.", answer: "It is Bern.", expected: "Bern" },
  { review: "Bad.", expected: "x" },
];
const longText = "Tea is grown on hills. Tea is picked by hand. ".repeat(120);

/** What each action is run with: several forms of those that read answers in several ways. */
export const actionParams = (ids: Params): Record<string, Params[]> => ({
  createChatCompletion: [
    { userPrompt: "What is 6 times 7?" },
    { userPrompt: "x", fallbackModels: ["gpt-5.4-mini"] },
  ],
  createImage: [{ prompt: "A cat", imageSize: "640x1024" }],
  createCompletions: [{ messages: ["Say one", "Say two", "Say three"], inputPrice: "1" }],
  rawRequest: [
    { url: "/v1/models", method: "GET" },
    {
      url: "/v1/chat/completions",
      method: "POST",
      data: '{"model":"gpt-5.4","messages":[{"role":"user","content":"x"}]}',
    },
  ],
  summarizeText: [
    { textToSummarize: "Tea is grown on hills." },
    { textToSummarize: longText, tokensPerPart: "500" },
  ],
  createBatch: [{ messages: ["Say one", "Say two"] }],
  getBatch: [ids],
  listBatches: [{ fetchAll: "true" }],
  cancelBatch: [ids],
  getBatchResults: [ids],
  uploadFile: [{ file: "one line", fileName: "notes.jsonl", purpose: "batch" }],
  listFiles: [{ fetchAll: "true" }],
  getFile: [ids],
  downloadFile: [ids],
  deleteFile: [{ fileId: "file-none" }],
  diagnoseConnection: [{ model: "gpt-5.4" }],
  enrichRecords: [
    { records, promptTemplate: "{{review}}", outputField: "note" },
    { records, promptTemplate: "{{review}}", answerSchema: { sentiment: "positive", score: 0.5 } },
  ],
  evaluateRecords: [{ records, expectedField: "expected", checkType: "model" }],
});

const actionSteps = (ids: Params): FuzzedStep[] =>
  Object.entries(actionParams(ids)).flatMap(([action, forms]) =>
    forms.map((params, index) => ({
      name: `${action} ${index + 1}`,
      run: (url) => run(action, { connection: connectionTo(url), requestOptions, ...params }),
    })),
  );

/** Pickers that a key's connection can use; those of Azure Resource Manager need its own server. */
const pickers = Object.keys(component.dataSources).filter((key) => /Model|Deployment/.test(key));

const pickerSteps: FuzzedStep[] = pickers.map((key) => ({
  name: key,
  run: (url) => harness.dataSource(key, { connection: connectionTo(url) }, quiet as never),
}));

const triggerSteps: FuzzedStep[] = [
  {
    name: "batchFinished",
    run: (url) =>
      harness.trigger(
        "batchFinished",
        {},
        { connection: connectionTo(url), requestOptions, includeEarlier: "true" } as never,
        { instanceState: {}, ...quiet } as never,
      ),
  },
  {
    name: "webhook",
    run: async (url) => {
      const context = flowContext();
      const params = { connection: connectionTo(url), requestOptions };
      await createWebhook(context, params);
      return deleteWebhook(context, params);
    },
  },
];

/** A batch that has ended and its file, for the actions that read them. */
export const preparedIds = async (endpoint: LocalEndpoint): Promise<Params> => {
  const connection = connectionTo(endpoint.url);
  const created = await run("createBatch", { connection, messages: ["Say one", "Say two", "Say three"] });
  const [batch] = (created.data as CreatedOutput).batches;
  if (!batch) throw new Error("No batch was created.");
  return { batchId: batch.batchId, batchIds: [batch.batchId], fileId: batch.inputFileId };
};

/** Every action, every picker that needs no other server, and the triggers. */
export const fuzzedSteps = async (endpoint: LocalEndpoint): Promise<FuzzedStep[]> => [
  ...actionSteps(await preparedIds(endpoint)),
  ...pickerSteps,
  ...triggerSteps,
];
