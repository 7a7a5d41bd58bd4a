import type { BulkResult } from "../../wire/bulk";
import type { StepRun } from "../runs/StepRun";
import { remainingPath } from "./remainingStep";

/** The name of the run whose rest a run does; undefined for any other run. */
const doesRestOf = ({ asked: { form } }: StepRun): string | undefined => {
  for (const entered of Object.values(form)) {
    const reference = "reference" in entered ? entered.reference : "";
    if (reference.endsWith(remainingPath)) return reference.slice(0, -remainingPath.length);
  }
  return undefined;
};

const linkTo = ({ id, name }: StepRun): { id: string; name: string } => ({ id, name });

/** The run whose rest a run does, and those that do its rest. */
export const linksOf = (
  run: StepRun,
  runs: readonly StepRun[],
): Pick<BulkResult, "continues" | "continuedBy"> => {
  const earlier = doesRestOf(run);
  const first = earlier === undefined ? undefined : runs.find(({ name }) => name === earlier);
  return {
    ...(first && { continues: linkTo(first) }),
    continuedBy: runs.filter((one) => doesRestOf(one) === run.name).map(linkTo),
  };
};
