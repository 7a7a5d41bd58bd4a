import { answerFormat } from "../../inputs/answerSchema";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import {
  actualField,
  checkType,
  contextFields,
  expectedField,
  ignoreCase,
  passScore,
  rubric,
  rubricField,
  tolerance,
  toleranceType,
  trimSpaces,
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
import { evaluatedFields } from "../../tasks/records/evaluatedFields";
import { evaluationShape, exampleEvaluation, showEvaluation } from "./evaluation";

/** Scores a value of many records, by a model or by a comparison. */
export const evaluateRecords = serviceAction({
  label: "Evaluate Records",
  description: "Score a value of each of many records, by a model or by a comparison, with totals and means",
  inputs: {
    connection,
    model: chatModel,
    records,
    checkType,
    actualField,
    expectedField,
    rubric,
    rubricField,
    contextFields,
    passScore,
    ignoreCase,
    trimSpaces,
    tolerance,
    toleranceType,
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
    const { records: list, checkType: check = "model", actualField: field = "answer" } = params;
    const fields = evaluatedFields(list, {
      ...params,
      check,
      actualField: field,
      contextFields: params.contextFields ?? [],
      allowsMissing: params.allowMissingFields ?? false,
    });
    if (check !== "model") {
      const { checkRecords, comparisonRules } = await import("../../tasks/records/checkRecords");
      const rules = { ...comparisonRules(params), check };
      const results = await checkRecords(client, list, fields, rules, field);
      return showEvaluation(list, results, new UsageCounter(), params.prices);
    }
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
