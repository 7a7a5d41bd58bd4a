import { useState } from "preact/hooks";
import type { BulkResult } from "../../../wire/bulk";
import type { RunView } from "../../../wire/run";
import { post, sentenceOf } from "../../app/api";
import { Problem } from "../../parts/Problem";
import { useLoaded } from "../../parts/useLoaded";
import { AnswerHistograms } from "../plots/AnswerHistograms";
import { TimelineCanvas } from "../timeline/TimelineCanvas";
import { LastEvents } from "./LastEvents";
import { RunFailures } from "./RunFailures";
import { RunFigures } from "./RunFigures";
import { RunLinks } from "./RunLinks";
import { RunRemainder } from "./RunRemainder";
import { useRunColumns } from "./useRunColumns";

const countsId = "bulk-counts";

const announced = {
  running: "The run goes on.",
  succeeded: "The run has ended.",
  failed: "The run failed.",
  cancelled: "The run was cancelled.",
} as const;

const CancelButton = ({ run }: { run: RunView }) => {
  const [problem, setProblem] = useState<string>();
  const cancel = (): void => {
    post(`/api/runs/${encodeURIComponent(run.id)}/cancel`).catch((error: unknown) =>
      setProblem(sentenceOf(error)),
    );
  };
  return (
    <>
      <button type="button" onClick={cancel}>
        Cancel
      </button>
      {problem !== undefined && <Problem sentence={problem} />}
    </>
  );
};

/** One run from its start to its end: figures, timeline, histograms, failures and what remains. */
export const BulkRun = ({ run }: { run: RunView }) => {
  const isRunning = run.state === "running";
  const { columns, problem, version } = useRunColumns(run.id, isRunning);
  // The state is for the page alone: the result is asked for again when the run has ended.
  const resultPath = `/api/bulk/runs/${encodeURIComponent(run.id)}/result?state=${run.state}`;
  const { value: result, problem: resultProblem } = useLoaded<BulkResult>(resultPath);
  if (!columns) return null;
  return (
    <article class="bulk-run">
      <header class="bulk-run-head">
        <h2>{run.name}</h2>
        <span class="quiet">{run.label}</span>
        {isRunning && <CancelButton run={run} />}
      </header>
      <p class="unseen" role="status">
        {announced[run.state]}
      </p>
      {result && <RunLinks {...result} />}
      {[problem, resultProblem, run.problem?.message].map(
        (sentence) => sentence !== undefined && <Problem key={sentence} sentence={sentence} />,
      )}
      <RunFigures run={run} columns={columns} />
      {result?.remainder && <RunRemainder run={run} remainder={result.remainder} />}
      {result?.warning !== undefined && <p class="bulk-warning">{result.warning}</p>}
      <TimelineCanvas columns={columns} version={version} endedAtMs={run.endedAtMs} describedBy={countsId} />
      <div class="bulk-panels">
        <AnswerHistograms columns={columns} isRunning={isRunning} />
      </div>
      <RunFailures columns={columns} items={result?.failures ?? []} />
      <LastEvents columns={columns} id={countsId} />
    </article>
  );
};
