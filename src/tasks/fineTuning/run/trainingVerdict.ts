import { number, type Of, objectOf, orNull, text } from "../../../output/shape";

/** How a training went, in short. */
export const trainingVerdictShape = objectOf({
  overfits: text<"yes" | "no" | "unknown">("yes, no or unknown"),
  verdict: text("Why, with the numbers"),
  best: orNull(objectOf({ step: number(), by: text("The metric"), value: number() })),
});

/** How a training went, in short. */
export type TrainingVerdict = Of<typeof trainingVerdictShape>;
