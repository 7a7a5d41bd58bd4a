import type { RunView } from "../../../wire/run";
import { addressOf } from "../../app/route";

const remains = ".results.remaining";

/** The name of the run whose rest a run does; undefined for any other run. */
const doesRestOf = ({ asked: { form } }: RunView): string | undefined => {
  for (const entered of Object.values(form)) {
    const reference = "reference" in entered ? entered.reference : "";
    if (reference.endsWith(remains)) return reference.slice(0, -remains.length);
  }
  return undefined;
};

const RunLink = ({ words, run }: { words: string; run: RunView }) => (
  <li>
    {words} <a href={addressOf("bulk", "run", run.id)}>{run.name}</a>
  </li>
);

/** Links between a run and those that do what it left. */
export const RunLinks = ({ run, runs }: { run: RunView; runs: readonly RunView[] }) => {
  const earlier = doesRestOf(run);
  const first = runs.find(({ name }) => name === earlier);
  const next = runs.filter((one) => doesRestOf(one) === run.name);
  if (!first && next.length === 0) return null;
  return (
    <ul class="bulk-links">
      {first && <RunLink words="Does what remained of" run={first} />}
      {next.map((one) => (
        <RunLink key={one.id} words="What remained is done by" run={one} />
      ))}
    </ul>
  );
};
