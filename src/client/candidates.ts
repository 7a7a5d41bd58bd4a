import type { ModelsStep } from "./call";
import { type ChosenModel, chooseModel, type ModelPurpose, requireModel } from "./endpoint/modelChoice";
import type { Candidate } from "./fallback/fallback";

/** The deployments of a connection that a step may call, each once: first the one for the step's model. */
const candidatesAt = (
  connection: Candidate["connection"],
  step: ModelsStep,
  { name, origin }: ChosenModel,
  fallbackModels: readonly string[],
): Candidate[] => [
  { connection, step: { ...step, modelOrigin: origin }, model: name },
  ...[...new Set(fallbackModels)]
    .filter((other) => other !== name)
    // The headers of other deployments say nothing about the quota of the step's own.
    .map((model) => ({ connection, step: { ...step, onHeaders: undefined }, model })),
];

/** All deployments that a step may call, in the order of asking. */
export const allCandidates = (
  own: ModelsStep,
  second: ModelsStep | undefined,
  fallbackModels: readonly string[],
  model: string | undefined,
  purpose: ModelPurpose,
): Candidate[] => {
  const chosen = requireModel(own, model, purpose);
  const candidates = candidatesAt("Connection", own, chosen, fallbackModels);
  if (!second) return candidates;
  const named = chooseModel(second, model, purpose) ?? chosen;
  return [...candidates, ...candidatesAt("Fallback Connection", second, named, fallbackModels)];
};
