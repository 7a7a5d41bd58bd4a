import type { TakenStep } from "./takenStep";

/** A step behind those that it refers to, each once. */
export const stepsInOrder = (step: TakenStep): TakenStep[] => {
  const byName = new Map<string, TakenStep>();
  const add = (each: TakenStep): void => {
    if (byName.has(each.name)) return;
    for (const earlier of each.earlier) if (earlier.name !== step.name) add(earlier);
    byName.set(each.name, each);
  };
  add(step);
  return [...byName.values()];
};
