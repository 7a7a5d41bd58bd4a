import { trainingFiles } from "../../../local/cases/preparations";
import type { FineTuningOptions } from "../../../local/endpoint/kept/fineTuning/fineTuningOptions";
import { run } from "../../support/connector";
import { useClosing } from "../../support/hooks";
import { type Api, connectionTo, startEndpoint } from "../support";
import type { Metrics } from "./metricsService";

const closing = useClosing();

/** The metrics of a job that the look-alike has trained in this way. */
const metricsOf = async (
  fineTuning: FineTuningOptions,
  api: Api = "v1",
  fields: Record<string, unknown> = {},
  rows?: (subject: string) => string,
): Promise<Metrics> => {
  const { url } = closing(await startEndpoint({ fineTuning }));
  const connection = connectionTo(url, api);
  const act = async (action: string, form: object) =>
    (await run(action, { connection, ...form })).data as Record<string, unknown>;
  const upload = async (subject: string, file: string) =>
    (await act("uploadFile", { file, fileName: `${subject}.jsonl`, purpose: "fine-tune" }))["id"];
  const files = rows
    ? {
        trainingFileId: await upload("train", rows("box")),
        validationFileId: await upload("valid", rows("bag")),
      }
    : await trainingFiles(act);
  const form = {
    baseModel: "gpt-4.1-mini-2025-04-14",
    ...files,
    hyperparameters: { epochs: "10", batchSize: "2" },
    ...fields,
  };
  const { jobId } = await act("createFineTuningJob", form);
  return (await act("getTrainingMetrics", { jobId })) as unknown as Metrics;
};

describe("the metrics of a job that the look-alike trains", () => {
  it("tell where it began to overfit, and the checkpoint that comes next", async () => {
    const found = await metricsOf({ overfits: true, isResultMarked: true });
    expect(found).toMatchObject({ state: "final", overfits: "yes", best: { step: 25, by: "valid_loss" } });
    expect(found.nearestCheckpoint?.model).toMatch(/:ckpt-step-40$/);
    expect(found.chart?.svgText).toContain("best: step 25");
  });

  it("are found in base64 on OpenAI", async () => {
    const found = await metricsOf({ isResultEncoded: true }, "openai");
    expect(found).toMatchObject({ state: "final", overfits: "no", rowCount: 50, best: { step: 50 } });
    expect(found.nearestCheckpoint).toMatchObject({ step: 50, isFinal: true });
  });

  it("are those so far while it runs", async () => {
    const found = await metricsOf({ trainingMs: Number.POSITIVE_INFINITY });
    expect(found).toMatchObject({ state: "soFar", status: "running", source: "result file", rowCount: 7 });
  });

  it("are rewards where it is trained by a grader", async () => {
    const grader = JSON.stringify({
      type: "string_check",
      name: "same",
      operation: "eq",
      input: "{{sample.output_text}}",
      reference: "{{item.answer}}",
    });
    const rows = (subject: string) =>
      Array.from({ length: 10 }, (_, index) =>
        JSON.stringify({
          messages: [{ role: "user", content: `Where is ${subject} ${index}?` }],
          answer: `At ${index}`,
        }),
      ).join("\n");
    const found = await metricsOf(
      {},
      "v1",
      { method: "reinforcement", baseModel: "o4-mini-2025-04-16", grader },
      rows,
    );
    expect(found).toMatchObject({ best: { by: "full_valid_mean_reward" } });
    expect(found.numbers["rewardGap"]).toEqual(expect.any(Number));
  });
});
