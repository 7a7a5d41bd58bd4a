import { requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** Questions about opening hours, and what a shop answers. */
const questions = Array.from({ length: 28 }, (_, index) => ({
  question: `Is the shop in street ${Math.floor(index / 7) + 1} open on ${days[index % 7]}?`,
  answer: index % 7 === 6 ? "No, it is closed on Sundays." : "Yes, from nine to six.",
  worse: "Perhaps.",
  shop: `shop-${Math.floor(index / 7) + 1}`,
}));

const readyRows = questions.slice(0, 14).map(({ question, answer }) =>
  JSON.stringify({
    messages: [
      { role: "system", content: "Answer in one sentence." },
      { role: "user", content: question },
    ],
    expected: answer,
  }),
);

/** Questions and answers by fields, pairs by templates, and ready rows for a grader. */
export const prepareTrainingData: StepCase = {
  required: { records: JSON.stringify(questions), promptField: "question", answerField: "answer" },
  every: [
    {
      connection: "A connection",
      systemPrompt: "Answer for the shop {{shop}}.",
      records: JSON.stringify(questions),
      method: "supervised",
      promptField: "question",
      answerField: "answer",
      groupField: "shop",
      wrongRows: "refuse",
      upload: "true",
      split: { validationShare: "25", testShare: "25", seed: "7" },
      trainingFiles: { fileNamePrefix: "shop", fileExpiryDays: "30" },
      trainingCost: { trainingPrice: "25", epochs: "3" },
      requestOptions,
    },
    {
      records: JSON.stringify([...questions, { question: "And on holidays?" }]),
      method: "preference",
      rejectedField: "worse",
      wrongRows: "skip",
      templates: {
        promptTemplate: "{{shop}}: {{question}}",
        answerTemplate: "{{answer}}",
        rejectedTemplate: "{{worse}}",
      },
    },
    {
      records: readyRows.join("\n"),
      method: "reinforcement",
      wrongRows: "report",
      split: {
        validationRecords: JSON.stringify(
          questions.slice(20).map(({ question, answer }) => ({
            messages: [{ role: "user", content: question }],
            expected: answer,
          })),
        ),
        testRecords: `${readyRows[0]}\n`,
      },
      rowChecks: {
        service: "azure",
        baseModel: "o4-mini-2025-04-16",
        mostTokens: "16384",
        keepDuplicates: "true",
        moveSystemMessages: "true",
        grader: JSON.stringify({
          type: "string_check",
          name: "same",
          operation: "eq",
          input: "{{sample.output_text}}",
          reference: "{{item.expected}}",
        }),
        mostRowErrors: "100",
      },
    },
  ],
};
