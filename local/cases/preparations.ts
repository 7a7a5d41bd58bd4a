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
