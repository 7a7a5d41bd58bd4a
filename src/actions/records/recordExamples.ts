import { UsageCounter } from "../usage";
import { type EnrichResults, enrichResults } from "./enrichResults";
import { type EvaluationResults, evaluationResult, evaluationResults } from "./evaluationResults";

const exampleUsage = { prompt_tokens: 41, completion_tokens: 12, total_tokens: 53 };

const counted = (): UsageCounter => {
  const usage = new UsageCounter();
  usage.add(exampleUsage);
  return usage;
};

/** One enriched record, as examples show it. */
export const exampleEnrichment: EnrichResults = enrichResults(
  [{ id: 17, review: "Quick delivery, and the tea is wonderful." }],
  [
    {
      settled: {
        status: "succeeded",
        value: { sentiment: "positive", score: 0.95 },
        attempts: 1,
        durationMs: 840,
      },
      text: '{"sentiment":"positive","score":0.95}',
      wasRepaired: false,
      usage: exampleUsage,
    },
  ],
  { field: undefined, overwrites: false },
  counted(),
  { inputPrice: 2.5, outputPrice: 15 },
);

const judgedRecord = {
  question: "What is the capital of Switzerland?",
  answer: "It is Bern, since 1848.",
  expected: "Bern",
};

/** One judged record, as examples show it. */
export const exampleEvaluation: EvaluationResults = evaluationResults(
  [judgedRecord],
  [
    evaluationResult(
      {
        index: 0,
        status: "succeeded",
        error: null,
        attempts: 1,
        durationMs: 910,
        usage: exampleUsage,
        wasRepaired: false,
      },
      judgedRecord,
      "model",
      { score: 1, verdict: "pass", reason: "The answer names Bern, as expected." },
    ),
  ],
  counted(),
  { inputPrice: 2.5, outputPrice: 15 },
);
