import { useState } from "preact/hooks";
import type { DiagnosisView } from "../../wire/connection";
import { post, sentenceOf } from "../app/api";
import { addressOf } from "../app/route";
import { Problem } from "../parts/Problem";
import { CheckLights } from "./CheckLights";

interface State {
  isRunning?: boolean;
  view?: DiagnosisView;
  problem?: string;
}

const Found = ({ view: { run, diagnosis } }: { view: DiagnosisView }) => (
  <>
    {run.problem && <Problem sentence={run.problem.message} />}
    {diagnosis && (
      <>
        <dl class="fields">
          <div>
            <dt>Endpoint of the calls</dt>
            <dd class="code">{diagnosis.endpoint ?? "None"}</dd>
          </div>
          <div>
            <dt>API</dt>
            <dd class="code">{[diagnosis.api ?? "None", diagnosis.apiVersion].filter(Boolean).join(", ")}</dd>
          </div>
        </dl>
        <CheckLights checks={diagnosis.checks} />
      </>
    )}
    <p>
      <a href={addressOf("run", "action", run.asked.key, run.id)}>Show the run with its log and attempts</a>
    </p>
  </>
);

/** Runs Diagnose Connection, and shows its checks as lights. */
export const Diagnosis = ({ id }: { id: string }) => {
  const [model, setModel] = useState("");
  const [{ isRunning = false, view, problem }, setState] = useState<State>({});
  const diagnose = (event: Event): void => {
    event.preventDefault();
    setState({ isRunning: true });
    post<DiagnosisView>(`/api/connections/${encodeURIComponent(id)}/diagnose`, { model }).then(
      (found) => setState({ view: found }),
      (error: unknown) => setState({ problem: sentenceOf(error) }),
    );
  };
  return (
    <section class="diagnosis" aria-label="Diagnosis">
      <h3>Diagnose Connection</h3>
      <form class="ask" onSubmit={diagnose}>
        <label for="diagnosed-model">Model / Deployment to look for</label>
        <input
          id="diagnosed-model"
          value={model}
          placeholder="The connection's default"
          autocomplete="off"
          spellcheck={false}
          onInput={({ currentTarget }) => setModel(currentTarget.value)}
        />
        <button type="submit" class="main" disabled={isRunning}>
          {view ? "Diagnose again" : "Diagnose"}
        </button>
      </form>
      <div aria-live="polite">
        {isRunning && <p class="quiet">Checking; this takes half a minute at most …</p>}
        {view?.diagnosis && (
          <p class={view.diagnosis.ok ? "verdict is-good" : "verdict is-bad"}>{view.diagnosis.summary}</p>
        )}
      </div>
      {view && <Found view={view} />}
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
