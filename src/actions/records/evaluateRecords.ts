import { action } from "@prismatic-io/spectral";
import { createClient } from "../../client/createClient";
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
import { optional } from "../../inputs/optional";
import { prices } from "../../inputs/prices";
import { allowMissingFields } from "../../inputs/promptTemplate";
import { records } from "../../inputs/records";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { listOf, objectOf, outputOf } from "../outputOf";
import { costSchema, UsageCounter, usageSumSchema } from "../usage";
import { evaluatedFields } from "./evaluatedFields";
import { type EvaluationResults, evaluationResults } from "./evaluationResults";
import { exampleEvaluation } from "./recordExamples";
import { recordResultProperties } from "./recordOutput";

const label = "Evaluate Records";

/** Scores a value of many records, by a model or by a comparison. */
export const evaluateRecords = action({
  display: {
    label,
    description:
      "Score a value of each of many records, by a model or by a comparison, with totals and means",
  },
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
  perform: async (context, params): Promise<{ data: EvaluationResults }> => {
    const client = createClient(context, { ...params, action: label });
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
    const nextTurn = (await import("../../bulk/turns")).createTurns(client, label);
    const { results, warning } =
      check === "model"
        ? await (await import("./judgeRecords")).judgeRecords(params.records, fields, {
            client,
            model: params.model,
            purpose: chatPurpose,
            action: label,
            logger: context.logger,
            concurrency: params.concurrentRequests,
            mostFailures: params.stopAfterFailures,
            settings: {
              ...optional("temperature", params.temperature),
              ...optional("max_completion_tokens", params.maxOutputTokens),
              ...optional("reasoning_effort", params.reasoningEffort),
            },
            usage,
            format: params.answerFormat,
            passScore: params.passScore,
            actualField: field,
          })
        : {
            warning: null,
            results: await (await import("./checkRecords")).checkRecords(
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
    return { data: { ...evaluationResults(params.records, results, usage, params.prices), warning } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: exampleEvaluation }),
  examplePayload: { data: exampleEvaluation },
  outputSchema: outputOf({
    results: listOf(
      objectOf({
        ...recordResultProperties,
        record: { description: "The record as it came" },
        check: { type: "string", description: "model, exact, contains or numeric" },
        score: { type: ["number", "null"], description: "From 0 to 1; null for a record that failed" },
        verdict: { type: ["string", "null"], description: "pass or fail; null for a record that failed" },
        reason: { type: ["string", "null"] },
      }),
    ),
    totals: objectOf({
      total: { type: "number" },
      passed: { type: "number" },
      failed: { type: "number", description: "Judged, and not passed" },
      errored: { type: "number", description: "Not judged, for an error" },
      remaining: { type: "number" },
    }),
    means: objectOf({
      score: { type: ["number", "null"], description: "Of the records that were judged" },
      passRate: { type: ["number", "null"], description: "Share of those that passed, from 0 to 1" },
    }),
    usage: usageSumSchema,
    cost: costSchema,
    remaining: listOf({ description: "A record that was not done" }),
    warning: {
      type: ["string", "null"],
      description: "Why records are in remaining, and when to try again",
    },
  }),
});
