import type { Choice } from "../../../wire/formInput";
import type { ResultNode, RunView } from "../../../wire/run";
import { writePath } from "../../../wire/writePath";
import { get } from "../../app/api";
import { parentOf } from "./parentOf";

/** Children of one level that are offered. */
const mostChildren = 200;

const stepChoices = (runs: readonly RunView[]): Choice[] =>
  runs
    .filter(({ state }) => state === "succeeded")
    .map(({ name, label }) => ({ label, value: `${name}.results` }))
    .reverse();

/**
 * What can come next in a reference: steps that have a result, then what is inside of the result so far.
 * @throws ServerError with a sentence
 */
export const loadReferences = async (reference: string, signal: AbortSignal): Promise<Choice[]> => {
  const runs = await get<RunView[]>("/api/runs", signal);
  const parent = parentOf(reference);
  const [, name, path] = /^([^.[]+)\.results(?:\.|(?=\[)|$)(.*)$/s.exec(parent ?? "") ?? [];
  const run = runs.findLast((one) => one.name === name && one.state === "succeeded");
  if (parent === undefined || path === undefined || !run) return stepChoices(runs);
  const query = new URLSearchParams({ path, offset: "0", count: String(mostChildren) });
  const { children = [] } = await get<ResultNode>(`/api/runs/${run.id}/result?${query}`, signal);
  return children.map(({ name: segment, node }) => ({
    label: `${segment} (${node.kind})`,
    value: writePath(parent, [segment]),
  }));
};
