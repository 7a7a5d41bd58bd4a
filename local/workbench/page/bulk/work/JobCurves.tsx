import { useMemo } from "preact/hooks";
import type { TrainingCurves } from "../../../wire/bulk";
import { addressOf } from "../../app/route";
import { clockTime } from "../../parts/clockTime";
import { Problem } from "../../parts/Problem";
import { whole } from "../figures";
import { CurvesPlot } from "./CurvesPlot";
import { useReread } from "./useReread";

/** The curves that belong on one axis, by a word in their names. */
const axes = [
  ["Loss", "loss"],
  ["Token accuracy", "accuracy"],
  ["Reward", "reward"],
] as const;

const axisOf = (name: string): string => axes.find(([, word]) => name.includes(word))?.[0] ?? "Other metrics";

const Told = ({ told }: Pick<TrainingCurves, "told">) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
  <section class="bulk-scroll" tabIndex={0} aria-label="What the job told">
    <table>
      <caption>What the job told, the newest first</caption>
      <tbody>
        {told.map(({ atMs, level, text }, place) => (
          <tr key={place}>
            <td class="number">{clockTime(atMs)}</td>
            <td>{level}</td>
            <td class="bulk-message">{text}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const Checkpoints = ({ checkpoints }: Pick<TrainingCurves, "checkpoints">) => (
  <table>
    <caption>Checkpoints</caption>
    <tbody>
      {checkpoints.map(({ step, name }) => (
        <tr key={`${step} ${name}`}>
          <th scope="row">Step {whole(step)}</th>
          <td class="bulk-message">
            <code>{name}</code>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Curves = ({ curves }: { curves: TrainingCurves }) => {
  const { steps, series, checkpoints, told } = curves;
  const groups = useMemo(() => [...Map.groupBy(series, ({ name }) => axisOf(name))], [series]);
  return (
    <>
      {curves.verdict !== "" && <p>{curves.verdict}</p>}
      {curves.warning !== undefined && <p class="bulk-warning">{curves.warning}</p>}
      {steps.length > 0 &&
        groups.map(([title, group]) => <CurvesPlot key={title} title={title} steps={steps} series={group} />)}
      <div class="bulk-tables">
        {checkpoints.length > 0 && <Checkpoints checkpoints={checkpoints} />}
        {told.length > 0 && <Told told={told} />}
      </div>
    </>
  );
};

/** The training of one job. */
export const JobCurves = ({ connection, job }: { connection: string; job: string }) => {
  const path = `/api/bulk/jobs/${encodeURIComponent(job)}/curves?connection=${encodeURIComponent(connection)}`;
  const { value, problem } = useReread<TrainingCurves>(path, ({ isRunning }) => isRunning);
  return (
    <section aria-label="Training">
      <h2 class="work-id">
        Training of <code>{job}</code>
      </h2>
      <p>
        <a href={addressOf("bulk", "work", connection)}>All batches and jobs</a>
      </p>
      {problem !== undefined && <Problem sentence={problem} />}
      {value ? (
        <Curves curves={value} />
      ) : (
        problem === undefined && <p class="quiet">Reading the metrics …</p>
      )}
    </section>
  );
};
