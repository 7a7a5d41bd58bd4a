import type { RunProblem, RunView } from "../../wire/run";
import { addressOf, goTo } from "../app/route";
import { focusBox } from "../forms/focusBox";

/** What people call the facts of an error. */
const factWords: Readonly<Record<string, string>> = {
  kind: "Kind",
  status: "Status",
  code: "Code",
  requestId: "Request ID",
  attempts: "Attempts",
  retryAfterMs: "Retry after (ms)",
};

interface RunProblemViewProps {
  run: RunView;
  problem: RunProblem;
}

/** What went wrong with a run: the message, its facts, and a way to the box or the connection that it names. */
export const RunProblemView = ({ run: { asked, id, state }, problem }: RunProblemViewProps) => {
  const { message, input, connection } = problem;
  // Those of a run that was cancelled tell of the cancelling as of a failure.
  const facts = state === "cancelled" ? [] : Object.entries(problem.facts ?? {});
  return (
    <div class="problem run-problem">
      <p>{message}</p>
      {facts.length > 0 && (
        <dl class="figures facts">
          {facts.map(([name, fact]) => (
            <div key={name}>
              <dt>{factWords[name] ?? name}</dt>
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
      {connection !== undefined && <a href={addressOf("connections", connection)}>Go to the connection</a>}
    </div>
  );
};
