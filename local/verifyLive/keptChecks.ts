import { type Given, holdsWhenRefused, type LiveCheck, seenOf } from "./liveCheck";

const idIn = ({ data }: Given, name: string): string | undefined => {
  const id: unknown = Reflect.get(Object(data), name);
  return typeof id === "string" && id !== "" ? id : undefined;
};

const firstBatch = ({ data }: Given): { batchId?: string; inputFileId?: string } => {
  const { batches } = Object(data) as { batches?: Array<{ batchId?: string; inputFileId?: string }> };
  return batches?.[0] ?? {};
};

/** Checks of what the service keeps: batches, files, jobs, stores, deployments and webhooks. All of it is deleted. */
export const keptChecks: readonly LiveCheck[] = [
  {
    name: "batchMetadata",
    about: "Batches: whether the v1 API takes an expiry with an upload, and keeps the metadata of a batch",
    question: "Does an upload take an expiry, and does a batch keep its metadata?",
    calls: 5,
    tokens: { input: 20, output: 20 },
    needs: ["batch"],
    run: async ({ act, undo, model }) => {
      const created = await act("createBatch", {
        ...{ model: model("batch"), messages: '["Say one"]' },
        batchSettings: { fileExpiryDays: "14", metadata: [{ key: "verify", value: "live" }] },
      });
      const { batchId, inputFileId } = firstBatch(created);
      if (inputFileId) undo(`file ${inputFileId}`, "deleteFile", { fileId: inputFileId });
      if (!batchId) return { verdict: "differs", seen: seenOf(created) };
      undo(`batch ${batchId}`, "cancelBatch", { batchId });
      const read = await act("getBatch", { batchId });
      const { metadata, output_file_id: outputId } = Object(read.data) as {
        metadata?: { verify?: string } | null;
        output_file_id?: string | null;
      };
      if (outputId) undo(`file ${outputId}`, "deleteFile", { fileId: outputId });
      return { verdict: metadata?.verify === "live" ? "holds" : "differs", seen: seenOf(read) };
    },
  },
  {
    name: "trainingFile",
    about: "Fine-tuning: the statuses of jobs, how training types are spelled",
    question: "Which statuses does a job with one row go through, and in which words is it refused?",
    calls: 5,
    tokens: { input: 0, output: 0 },
    beside: "nothing: one row is too few to train with, and a job that runs all the same is cancelled",
    needs: ["base"],
    run: async ({ act, undo, model }) => {
      const row = JSON.stringify({
        messages: [
          { role: "user", content: "Hi" },
          { role: "assistant", content: "Yes" },
        ],
      });
      const file = { data: Buffer.from(`${row}\n`), contentType: "application/jsonl" };
      const uploaded = await act("uploadFile", { file, fileName: "verify-live.jsonl", purpose: "fine-tune" });
      const fileId = idIn(uploaded, "id");
      if (!fileId) return { verdict: "differs", seen: seenOf(uploaded) };
      undo(`file ${fileId}`, "deleteFile", { fileId });
      const created = await act("createFineTuningJob", { baseModel: model("base"), trainingFileId: fileId });
      const jobId = idIn(created, "jobId");
      if (!jobId) return holdsWhenRefused(created);
      undo(`job ${jobId}`, "cancelFineTuningJob", { jobId });
      return { verdict: "unclear", seen: seenOf(await act("getFineTuningJob", { jobId })) };
    },
  },
  {
    name: "vectorStore",
    about: "Vector stores: whether a refusal names the file that it is about",
    question: "Is a store made and a document read, and does the search route answer?",
    calls: 8,
    tokens: { input: 0, output: 0 },
    beside: "a store of a few bytes for a minute",
    needs: [],
    run: async ({ act, undo }) => {
      const store = await act("createVectorStore", { name: "verify-live", expiryDays: "1" });
      const vectorStoreId = idIn(store, "vectorStoreId");
      if (!vectorStoreId) return { verdict: "differs", seen: seenOf(store) };
      undo(`vector store ${vectorStoreId}`, "deleteVectorStore", { vectorStoreId, deleteFiles: "true" });
      const files = [
        { data: Buffer.from("Goods can be sent back."), contentType: "text/plain", fileName: "a.txt" },
      ];
      const added = await act("addFilesToVectorStore", { vectorStoreId, files });
      const found = await act("searchVectorStore", { vectorStoreId, query: "goods" });
      return {
        verdict: added.error || found.error ? "differs" : "holds",
        seen: `${seenOf(added)} Then: ${seenOf(found)}`,
      };
    },
  },
  {
    name: "unknownBaseModel",
    about: "Deployments: in which words Azure Resource Manager refuses what",
    question: "In which words is a deployment of a model refused that there is not?",
    asksResourceManager: true,
    calls: 2,
    tokens: { input: 0, output: 0 },
    needs: [],
    service: "azure",
    run: async ({ act, undo }) => {
      const deploymentName = "verify-live-refused";
      const given = await act("createDeployment", {
        deploymentName,
        modelName: "verify-live-no-such-model",
        capacity: "1",
      });
      if (!given.error) undo(`deployment ${deploymentName}`, "deleteDeployment", { deploymentName });
      return holdsWhenRefused(given);
    },
  },
  {
    name: "webhookEndpoints",
    about: "Webhooks: which answer Azure gives to a connection that may not manage endpoints",
    question: "What does the list of webhook endpoints answer to this connection?",
    calls: 1,
    tokens: { input: 0, output: 0 },
    needs: [],
    run: async ({ act }) => {
      const given = await act("rawRequest", { url: "/dashboard/webhook_endpoints", method: "GET" });
      const isKnown = !given.error || [403, 404, 405].includes(given.error.status ?? 0);
      return { verdict: isKnown ? "holds" : "differs", seen: seenOf(given) };
    },
  },
];
