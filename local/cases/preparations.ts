import type { EnteredForm, RunAction } from "./stepCase";

/** A batch that was created. */
export const createdBatch = async (run: RunAction): Promise<{ batchId: string; inputFileId: string }> => {
  const data = (await run("createBatch", { messages: JSON.stringify(["Say one", "Say two"]) })) as {
    batches: Array<{ batchId: string; inputFileId: string }>;
  };
  const [batch] = data.batches;
  if (!batch) throw new Error("Create Batch created no batch.");
  return batch;
};

/** A line of a batch file, ready to be sent. */
export const readyLine = (customId: string, content: string): string =>
  JSON.stringify({
    custom_id: customId,
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "gpt-5.4", messages: [{ role: "user", content }] },
  });

/** A file that was uploaded. */
export const uploadedFile = async (run: RunAction): Promise<{ fileId: string }> => {
  const file = `${readyLine("1", "Say one")}\n`;
  const form = { file, fileName: "prompts.jsonl", fileExpiryDays: "30" };
  const { id } = (await run("uploadFile", form)) as { id: string };
  return { fileId: id };
};

/** A deployment that is made, or that was before. */
export const createdDeployment = async (run: RunAction): Promise<{ deploymentName: string }> => {
  const deploymentName = "my-shown";
  await run("createDeployment", { deploymentName, modelName: "gpt-5.4", capacity: "1" });
  return { deploymentName };
};

const question = (subject: string, index: number) => ({
  role: "user",
  content: `What is ${subject} number ${index}?`,
});
const answer = (subject: string, index: number) => ({
  role: "assistant",
  content: `It is ${subject} ${index}.`,
});

/** A row to train with by each method. */
const rowOf = {
  supervised: (subject: string, index: number) => ({
    messages: [question(subject, index), answer(subject, index)],
  }),
  preference: (subject: string, index: number) => ({
    input: { messages: [question(subject, index)] },
    preferred_output: [answer(subject, index)],
    non_preferred_output: [answer("something", index)],
  }),
  reinforcement: (subject: string, index: number) => ({
    messages: [question(subject, index)],
    answer: answer(subject, index).content,
  }),
};

const uploadRows = async (run: RunAction, method: keyof typeof rowOf, subject: string): Promise<string> => {
  const rows = Array.from({ length: 10 }, (_, index) => JSON.stringify(rowOf[method](subject, index)));
  const form = { file: rows.join("\n"), fileName: `${subject}.jsonl`, purpose: "fine-tune" };
  return ((await run("uploadFile", form)) as { id: string }).id;
};

/** A file to train with, and one to measure by. */
export const trainingFiles = async (
  run: RunAction,
): Promise<{ trainingFileId: string; validationFileId: string }> => ({
  trainingFileId: await uploadRows(run, "supervised", "question"),
  validationFileId: await uploadRows(run, "supervised", "riddle"),
});

/** Such files of each method, by the samples of their ids. */
export const filesOfMethods = async (run: RunAction): Promise<EnteredForm> => ({
  "file-abc123": await uploadRows(run, "supervised", "question"),
  "file-def456": await uploadRows(run, "supervised", "riddle"),
  "file-pairs1": await uploadRows(run, "preference", "question"),
  "file-pairs2": await uploadRows(run, "preference", "riddle"),
  "file-tasks1": await uploadRows(run, "reinforcement", "question"),
  "file-tasks2": await uploadRows(run, "reinforcement", "riddle"),
});

/** A fine-tuning job that was created. */
export const createdJob = async (run: RunAction): Promise<{ jobId: string }> => {
  const { trainingFileId } = await trainingFiles(run);
  const form = { baseModel: "gpt-4.1-mini-2025-04-14", trainingFileId };
  const { jobId } = (await run("createFineTuningJob", form)) as { jobId: string };
  return { jobId };
};

/** The name of the model that a job made. */
export const trainedModel = async (run: RunAction): Promise<string> => {
  const { summary } = (await run("getFineTuningJob", await createdJob(run))) as {
    summary: { fineTunedModel: string | null };
  };
  if (summary.fineTunedModel === null) throw new Error("The job made no model.");
  return summary.fineTunedModel;
};

/** A response in the background that was created. */
export const createdResponse = async (run: RunAction): Promise<{ responseId: string }> => {
  const form = { userPrompt: "What is 6 times 7?", background: "true" };
  const { id } = (await run("createResponse", form)) as { id: string };
  return { responseId: id };
};

/** A vector store with a document, and the id of another document that can be added. */
export const createdVectorStore = async (
  run: RunAction,
): Promise<{ vectorStoreId: string; fileId: string; vs_abc123: string; "file-abc123": string }> => {
  const upload = async (file: string, fileName: string): Promise<string> =>
    ((await run("uploadFile", { file, fileName, purpose: "assistants" })) as { id: string }).id;
  const first = await upload("Goods can be sent back within 30 days.", "returns.txt");
  const { id } = (await run("createVectorStore", { name: "Manuals", fileIds: [first] })) as { id: string };
  const fileId = await upload("Orders leave the warehouse within two days.", "delivery.txt");
  return { vectorStoreId: id, fileId, vs_abc123: id, "file-abc123": fileId };
};
