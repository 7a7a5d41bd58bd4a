import { answerFormat } from "../../inputs/answerSchema";
import { concurrentRequests, stopAfterFailures } from "../../inputs/bulk";
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
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { chatFields, maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
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
    maxOutputTokens,
    reasoningEffort,
    concurrentRequests,
    stopAfterFailures,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    prices,
  },
  effect: "changes",
  run: async (client, params) => {
    const check = params.checkType ?? "model";
    const field = params.actualField ?? "answer";
    const fields = evaluatedFields(params.records, {
      check,
      actualField: field,
      expectedField: params.expectedField,
      rubric: params.rubric,
      rubricField: params.rubricField,
      contextFields: params.contextFields ?? [],
      allowsMissing: params.allowMissingFields ?? false,
    });
    const usage = new UsageCounter();
    const nextTurn = (await import("../../pacing/turns")).createTurns(client, client.action);
    const { results, warning } =
      check === "model"
        ? await (await import("../../tasks/records/judgeRecords")).judgeRecords(params.records, fields, {
            client,
            model: params.model,
            purpose: chatPurpose,
            action: client.action,
            logger: client.logger,
            concurrency: params.concurrentRequests,
            mostFailures: params.stopAfterFailures,
            settings: requestFields(params, chatFields),
            usage,
            format: params.answerFormat,
            passScore: params.passScore,
            actualField: field,
          })
        : {
            warning: null,
            results: await (await import("../../tasks/records/checkRecords")).checkRecords(
              params.records,
              fields,
              {
                check,
                ignoresCase: params.ignoreCase ?? false,
                trims: params.trimSpaces ?? true,
                tolerance: params.tolerance ?? 0,
                isRelative: params.toleranceType === "relative",
              },
              field,
              nextTurn,
            ),
          };
    return { ...showEvaluation(params.records, results, usage, params.prices), warning };
  },
  output: evaluationShape,
  example: exampleEvaluation,
});
