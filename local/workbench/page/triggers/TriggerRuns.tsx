import { useState } from "preact/hooks";
import type { TriggerRunView, TriggerView } from "../../wire/trigger";
import { clockTime } from "../parts/clockTime";
import { Problem } from "../parts/Problem";
import { ResultTree } from "../results/ResultTree";
import { verdictOf } from "./verdictOf";

const RunLog = ({ run: { log } }: { run: TriggerRunView }) =>
  log.length === 0 ? null : (
    <details>
      <summary>
        Log, {log.length} {log.length === 1 ? "line" : "lines"}
      </summary>
      <pre class="trigger-log">{log.map(({ level, text }) => `${level}  ${text}`).join("\n")}</pre>
    </details>
  );

const Run = ({ triggerKey, run }: { triggerKey: string; run: TriggerRunView }) => {
  const { word, tone } = verdictOf(run);
  return (
    <div class="trigger-run">
      <p class={`verdict is-${tone}`} aria-live="polite">
        <strong>{word}</strong>
        {run.status !== undefined && <> · answered {run.status}</>}
        <span class="quiet">
          {" "}
          · {run.durationMs} ms · {run.attempts} {run.attempts === 1 ? "request" : "requests"}
        </span>
      </p>
      {run.problem && <Problem sentence={run.problem.message} />}
      {run.hasResult && (
        <ResultTree
          key={run.id}
          address={`/api/triggers/${encodeURIComponent(triggerKey)}/runs/${run.id}/result`}
          name={`${triggerKey}.results.body.data`}
        />
      )}
      <RunLog run={run} />
    </div>
  );
};

const CallEntry = ({
  run,
  isShown,
  onChoose,
}: {
  run: TriggerRunView;
  isShown: boolean;
  onChoose(id: string): void;
}) => {
  const { word, tone } = verdictOf(run);
  return (
    <li>
      <button type="button" class="plain" aria-pressed={isShown} onClick={() => onChoose(run.id)}>
        <span>{run.label}</span>
        <span class={`call-word is-${tone}`}>{word}</span>
        <span class="quiet">{clockTime(run.startedAtMs)}</span>
      </button>
    </li>
  );
};

/** What came of the calls of a trigger: the newest, or the one that is chosen. */
export const TriggerRuns = ({ view: { key, runs } }: { view: TriggerView }) => {
  const [chosen, setChosen] = useState<string>();
  const [newest] = runs;
  const [seen, setSeen] = useState(newest?.id);
  if (seen !== newest?.id) {
    // Something new came: it is what people wait for.
    setSeen(newest?.id);
    setChosen(undefined);
  }
  const shown = runs.find(({ id }) => id === chosen) ?? newest;
  return (
    <section aria-label="Calls">
      <h2>Calls</h2>
      {!shown && <p class="quiet">None yet.</p>}
      {shown && (
        <div class="calls">
          <ol class="call-list" aria-label="History of calls" reversed>
            {runs.map((run) => (
              <CallEntry key={run.id} run={run} isShown={run.id === shown.id} onChoose={setChosen} />
            ))}
          </ol>
          <Run triggerKey={key} run={shown} />
        </div>
      )}
    </section>
  );
};
