import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

const kinds = [
  { says: "my parcel is late again", means: "delivery" },
  { says: "I can't log in to the shop", means: "account" },
  { says: "please send the invoice once more", means: "billing" },
] as const;

/** Tickets of a few kinds, each with its right answer and a worse one. */
const tickets = Array.from({ length: 45 }, (_, index) => {
  const { says, means } = kinds[index % kinds.length] as (typeof kinds)[number];
  return {
    prompt: `Ticket ${index + 1}: ${says}`,
    completion: means,
    worse: "other",
    shop: `shop-${index % 15}`,
  };
});

const rows = tickets.map(({ prompt, completion }) => ({
  messages: [{ role: "user", content: prompt }],
  expected: completion,
}));

const baseModel = "gpt-4.1-mini-2025-04-14";

/** Tickets that become a model, by each method, and a job that is carried on with. */
export const fineTuneAndDeploy: StepCase = {
  required: { baseModel, records: JSON.stringify(tickets) },
  every: [
    {
      systemPrompt: "Name the kind of the ticket in one word.",
      baseModel,
      records: JSON.stringify(tickets),
      method: "supervised",
      suffix: "tickets",
      deploymentName: "my-tickets",
      trainingData: {
        promptField: "prompt",
        answerField: "completion",
        groupField: "shop",
        wrongRows: "skip",
        validationShare: "20",
        testShare: "20",
        seed: "7",
        mostTokens: "16384",
        keepDuplicates: "true",
        moveSystemMessages: "false",
        fileExpiryDays: "30",
      },
      training: {
        trainingTier: "globalStandard",
        epochs: "2",
        batchSize: "4",
        learningRateMultiplier: "0.1",
        seed: "42",
        extraParameters: '{"metadata": {"team": "support"}}',
      },
      evaluation: {
        by: "exact",
        threshold: "80",
        compareWith: "gpt-5.4-mini",
        allowWorse: "true",
        keepDeployment: "true",
        mostRows: "5",
      },
      deployment: {
        checkpoint: "best",
        sku: "GlobalStandard",
        capacity: "10",
        contentFilterPolicy: "Microsoft.DefaultV2",
        ...resource,
        managementVersion: "2024-10-01",
      },
      requestOptions,
    },
    {
      baseModel,
      records: JSON.stringify(tickets),
      method: "preference",
      deploymentName: "my-preferred-tickets",
      trainingData: {
        rejectedField: "worse",
        promptTemplate: "{{shop}}: {{prompt}}",
        answerTemplate: "{{completion}}",
        rejectedTemplate: "{{worse}}",
        validationRecords: JSON.stringify(
          tickets
            .slice(0, 3)
            .map((ticket) => ({ ...ticket, prompt: `New ${ticket.prompt}`, shop: "shop-x" })),
        ),
        testRecords: JSON.stringify(
          tickets
            .slice(3, 6)
            .map((ticket) => ({ ...ticket, prompt: `Last ${ticket.prompt}`, shop: "shop-y" })),
        ),
      },
      training: { beta: "0.1" },
      evaluation: { by: "judge", judgeModel: "gpt-5.4", rubric: "The answer is one word." },
    },
    {
      baseModel: "o4-mini-2025-04-16",
      records: JSON.stringify(rows),
      method: "reinforcement",
      training: {
        grader: JSON.stringify({
          type: "string_check",
          name: "same",
          operation: "eq",
          input: "{{sample.output_text}}",
          reference: "{{item.expected}}",
        }),
        computeMultiplier: "1",
        evalInterval: "5",
        evalSamples: "1",
        trainingEffort: "medium",
        integrations: '[{"type": "wandb", "wandb": {"project": "tickets"}}]',
      },
    },
    {
      jobId: "ftjob-6f0a1b2c3d4e5f60718293a4b5c6d7e8",
      state: '{"jobId": "ftjob-6f0a1b2c3d4e5f60718293a4b5c6d7e8"}',
    },
  ],
  prepare: async (run) => {
    const form = { baseModel, records: JSON.stringify(tickets) };
    const { jobId, state } = (await run("fineTuneAndDeploy", form)) as { jobId: string; state: unknown };
    return { jobId, state };
  },
  needs: "resourceManager",
};
