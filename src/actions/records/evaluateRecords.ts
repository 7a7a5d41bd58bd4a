import { answerFormat } from "../../inputs/answerSchema";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import {
  actualField,
  contextFields,
  expectedField,
  passScore,
  rubric,
  rubricField,
} from "../../inputs/evaluation";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { allowMissingFields } from "../../inputs/promptTemplate";
import { records } from "../../inputs/records";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { evaluationShape, exampleEvaluation, showEvaluation } from "./evaluation";

/** Has a model score a value of many records. */
export const evaluateRecords = serviceAction({
  label: "Evaluate Records",
  description: "Have a model score a value of each of many records, with counts and means",
  inputs: {
    connection,
    model: chatModel,
    records,
    actualField,
    expectedField,
    rubric,
    rubricField,
    contextFields,
    passScore,
    allowMissingFields,
    answerFormat,
    temperature,
    modelSettings,
    bulkOptions,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    prices,
  },
  effect: "changes",
  run: async (client, params) => {
    const { records: list, actualField: field = "answer" } = params;
    const { judgedFields } = await import("../../tasks/records/judgedFields");
    const fields = judgedFields(list, {
      ...params,
      actualField: field,
      contextFields: params.contextFields ?? [],
      allowsMissing: params.allowMissingFields ?? false,
    });
    const usage = new UsageCounter();
    const { judgeRecords } = await import("../../tasks/records/judgeRecords");
    const { results, warning } = await judgeRecords(list, fields, {
      client,
      model: params.model,
      purpose: chatPurpose,
      ...runBounds(params.bulkOptions),
      settings: chatSettings(params),
      usage,
      format: params.answerFormat,
      passScore: params.passScore,
      actualField: field,
    });
    return { ...showEvaluation(list, results, usage, params.prices), warning };
  },
  output: evaluationShape,
  example: exampleEvaluation,
});
