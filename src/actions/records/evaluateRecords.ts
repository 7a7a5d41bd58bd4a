import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { actualField, contextFields, expectedField, rubric } from "../../inputs/evaluation";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { outputFile, recordsFile } from "../../inputs/outputFile";
import { prices } from "../../inputs/prices";
import { records } from "../../inputs/records";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { evaluationShape, exampleEvaluation, showEvaluation } from "./evaluation";
import { judgeSettings } from "./judgeSettings";
import { scoredRecords } from "./scores";

/** Lets a model score a value of many records. */
export const evaluateRecords = serviceAction({
  label: "Evaluate Records",
  description: "Have a model score a value of each of many records, with counts and means",
  inputs: {
    connection,
    model: chatModel,
    records,
    rubric,
    actualField,
    expectedField,
    contextFields,
    temperature,
    fallbackModels,
    fallbackConnection,
    judgeSettings,
    modelSettings,
    redact,
    bulkOptions,
    outputFile,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { records: list, actualField: field = "answer", contextFields = [] } = params;
    const judging = settingsOf(judgeSettings, params.judgeSettings);
    const { judgedFields } = await import("../../tasks/records/judgedFields");
    const fields = judgedFields(list, { ...params, ...judging, actualField: field, contextFields });
    const usage = new UsageCounter();
    const { judgeRecords } = await import("../../tasks/records/judgeRecords");
    const { results, warning } = await judgeRecords(list, fields, {
      client,
      model: params.model,
      purpose: chatPurpose,
      ...runBounds(params.bulkOptions),
      settings: chatSettings(params),
      usage,
      format: judging.answerFormat,
      passScore: judging.passScore,
      actualField: field,
    });
    const shown = showEvaluation(list, results, usage, params.prices);
    return { ...shown, file: recordsFile(params.outputFile, () => scoredRecords(shown.results)), warning };
  },
  output: evaluationShape,
  example: exampleEvaluation,
});
