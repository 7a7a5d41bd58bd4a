import type { TriggerRunView } from "../../wire/trigger";

/** What came of a call in a word, and whether it is good. */
export const verdictOf = ({
  problem,
  foundNothing,
  branch,
  startsFlow,
}: TriggerRunView): { word: string; tone: "good" | "bad" | "calm" } => {
  if (problem) return { word: "Refused", tone: "bad" };
  if (foundNothing) return { word: "No changes", tone: "calm" };
  if (branch !== undefined) return { word: `Branch ${branch}`, tone: "good" };
  return startsFlow ? { word: "Starts the flow", tone: "good" } : { word: "Done", tone: "calm" };
};
