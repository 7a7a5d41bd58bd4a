import { requestOptions } from "../groups";
import { filesOfMethods } from "../preparations";
import type { StepCase } from "../stepCase";

const chats = { trainingFileId: "file-abc123", validationFileId: "file-def456" };
const pairs = { trainingFileId: "file-pairs1", validationFileId: "file-pairs2" };
const tasks = { trainingFileId: "file-tasks1", validationFileId: "file-tasks2" };

/** Jobs of the three methods. */
export const createFineTuningJob: StepCase = {
  required: { baseModel: "gpt-4.1-mini-2025-04-14", trainingFileId: "file-abc123" },
  every: [
    {
      baseModel: "gpt-4.1-mini-2025-04-14",
      ...chats,
      method: "supervised",
      trainingTier: "standard",
      suffix: "support",
      hyperparameters: { epochs: "2", batchSize: "4", learningRateMultiplier: "0.1" },
      jobSettings: {
        seed: "42",
        metadata: [{ key: "source", value: "tickets" }],
        integrations: '[{"type": "wandb", "wandb": {"project": "support"}}]',
        allowSameFile: "false",
        extraParameters: "{}",
      },
      requestOptions,
    },
    { baseModel: "gpt-4.1-2025-04-14", ...pairs, method: "preference", hyperparameters: { beta: "0.1" } },
    {
      baseModel: "o4-mini-2025-04-16",
      ...tasks,
      method: "reinforcement",
      grader: JSON.stringify({
        type: "string_check",
        name: "same answer",
        operation: "eq",
        input: "{{sample.output_text}}",
        reference: "{{item.answer}}",
      }),
      hyperparameters: {
        computeMultiplier: "1",
        evalInterval: "5",
        evalSamples: "1",
        trainingEffort: "medium",
      },
    },
  ],
  prepare: filesOfMethods,
};
