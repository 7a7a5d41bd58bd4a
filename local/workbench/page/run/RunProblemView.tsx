import type { RunProblem, RunView } from "../../wire/run";
import { goTo } from "../app/route";
import { focusBox } from "../forms/focusBox";

interface RunProblemViewProps {
  run: RunView;
  problem: RunProblem;
}

/** What went wrong with a run: the message, its facts, and a way to the box that it names. */
export const RunProblemView = ({ run: { asked, id }, problem }: RunProblemViewProps) => {
  const { message, facts = {}, input } = problem;
  return (
    <div class="problem run-problem">
      <p>{message}</p>
      {Object.keys(facts).length > 0 && (
        <dl class="figures facts">
          {Object.entries(facts).map(([name, fact]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{String(fact)}</dd>
            </div>
          ))}
        </dl>
      )}
      {input && (
        <button
          type="button"
          onClick={() => {
            goTo("run", asked.kind, asked.key, id);
            focusBox(input);
          }}
        >
          Go to the box
        </button>
      )}
    </div>
  );
};
