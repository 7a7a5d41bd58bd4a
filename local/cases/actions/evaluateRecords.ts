import {
  budget,
  bulkOptions,
  fallbacks,
  modelSettings,
  outputFile,
  prices,
  redact,
  requestOptions,
} from "../groups";
import type { StepCase } from "../stepCase";

/** Answers that a model judges. */
export const evaluateRecords: StepCase = {
  required: { records: JSON.stringify([{ answer: "It is Bern.", expected: "Bern" }]) },
  every: [
    {
      model: "gpt-5.4",
      records: JSON.stringify([
        {
          question: "Capital of Switzerland?",
          reply: "It is Bern.",
          expected: "Bern",
          rubric: "Names a city.",
        },
        { question: "Capital of Italy?", reply: "Milan.", expected: "Rome", rubric: "Names a city." },
      ]),
      actualField: "reply",
      expectedField: "expected",
      rubric: "The answer is one short sentence.",
      contextFields: ["question"],
      temperature: "0",
      ...fallbacks,
      judgeSettings: {
        rubricField: "rubric",
        passScore: "0.7",
        allowMissingFields: "true",
        answerFormat: "json_schema",
      },
      modelSettings,
      redact,
      bulkOptions,
      outputFile,
      prices,
      budget,
      requestOptions,
    },
  ],
};
