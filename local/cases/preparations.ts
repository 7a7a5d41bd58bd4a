import type { RunAction } from "./stepCase";

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

/** Rows to train with, which tell of this subject. */
const trainingRows = (subject: string): string =>
  Array.from({ length: 10 }, (_, index) =>
    JSON.stringify({
      messages: [
        { role: "user", content: `What is ${subject} number ${index}?` },
        { role: "assistant", content: `It is ${subject} ${index}.` },
      ],
    }),
  ).join("\n");

/** A file to train with, and one to measure by. */
export const trainingFiles = async (
  run: RunAction,
): Promise<{ trainingFileId: string; validationFileId: string }> => {
  const upload = async (subject: string): Promise<string> => {
    const form = { file: trainingRows(subject), fileName: `${subject}.jsonl`, purpose: "fine-tune" };
    return ((await run("uploadFile", form)) as { id: string }).id;
  };
  return { trainingFileId: await upload("question"), validationFileId: await upload("riddle") };
};

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
