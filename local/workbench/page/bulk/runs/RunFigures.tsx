import { durationInWords } from "../../../../../src/text/durationInWords";
import type { RunView } from "../../../wire/run";
import { costInWords } from "../../parts/costInWords";
import type { RunColumns } from "../columns/RunColumns";
import { rough, took, whole } from "../figures";

interface FiguresProps {
  run: RunView;
  columns: RunColumns;
}

const runStates = {
  running: "Running",
  succeeded: "Ended",
  failed: "Failed",
  cancelled: "Cancelled",
} as const;

const lastPauseEndMs = ({ pauseToMs }: RunColumns): number => pauseToMs.at(pauseToMs.length - 1);

/** How long it goes on, how long it is paused, or how long it took. */
const timeOf = ({ run, columns }: FiguresProps): [string, string] => {
  if (run.endedAtMs !== undefined) return ["Took", took(run.endedAtMs - run.startedAtMs)];
  const nowMs = Date.now();
  const pausedMs = lastPauseEndMs(columns) - nowMs;
  if (pausedMs > 0) return ["Paused for", durationInWords(Math.max(1_000, pausedMs))];
  const { leftMs, atMs = nowMs } = columns.progress ?? {};
  if (leftMs === undefined) return ["Time left", "unknown"];
  return ["Time left", `about ${durationInWords(Math.max(1_000, leftMs - (nowMs - atMs)))}`];
};

const figuresOf = (props: FiguresProps): Array<[string, string]> => {
  const { run, columns } = props;
  const { progress, counts, attempts } = columns;
  const { done = 0, failed = 0, total, perSecond, spent } = progress ?? {};
  const tokens = spent?.tokens ?? run.tokens;
  const cost = spent?.cost ?? run.cost;
  return [
    ["State", runStates[run.state]],
    ...(total === undefined
      ? []
      : ([
          [`Done ${progress?.noun ?? "items"}`, `${whole(done)} of ${whole(total)}`],
          ["Failed", whole(failed)],
          ["Rate", perSecond === undefined ? "unknown" : `${rough(perSecond)} per second`],
        ] satisfies Array<[string, string]>)),
    timeOf(props),
    ["Attempts", whole(run.attempts)],
    ["Under way", whole(run.state === "running" ? attempts.runningCount : 0)],
    ["Refused (429)", whole(counts.refused)],
    ["Tokens", whole(tokens)],
    ["Cost", cost === undefined ? (tokens === 0 ? "none" : "no prices") : costInWords(cost)],
  ];
};

const ProgressBar = ({ done, failed, total }: { done: number; failed: number; total: number }) => (
  <div
    class="bulk-progress"
    role="progressbar"
    aria-label="Items that ended"
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={done}
  >
    <span class="bulk-progress-done" style={{ flexGrow: done - failed }} />
    <span class="bulk-progress-failed" style={{ flexGrow: failed }} />
    <span style={{ flexGrow: Math.max(0, total - done) }} />
  </div>
);

/** How far a run has come: a bar, and its figures. */
export const RunFigures = (props: FiguresProps) => {
  const { progress } = props.columns;
  return (
    <>
      {progress && progress.total > 0 && <ProgressBar {...progress} />}
      <dl class="bulk-figures" data-volatile>
        {figuresOf(props).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};
