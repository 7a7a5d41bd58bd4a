import { exampleJob } from "../../output/fineTuningJob";
import { filledText, jobEnd, jobStatus } from "../../output/jobFields";
import { jobProgress } from "../../output/jobProgress";
import { isFinalModel } from "../../tasks/fineTuning/jobCheckpoints";
import type { Chart } from "../../tasks/fineTuning/metrics/chart/drawChart";
import { judgeMetrics } from "../../tasks/fineTuning/metrics/judgeMetrics";
import { bestStep, thresholds } from "../../tasks/fineTuning/metrics/measureCurves";
import { type MetricsRow, pointsOf } from "../../tasks/fineTuning/metrics/metricsRow";
import type { NearCheckpoint, ReadMetrics } from "../../tasks/fineTuning/metrics/readTrainingMetrics";
import { thinRows } from "../../tasks/fineTuning/metrics/thinRows";
import type { MetricsOutput } from "./metricsShape";

const stateOf = ({ job, source }: ReadMetrics): MetricsOutput["state"] => {
  if (source === undefined) return "noResults";
  if (!job) return "fileOnly";
  return jobEnd(job) === undefined ? "soFar" : "final";
};

const showRow = (
  { step, values }: MetricsRow,
  columns: readonly string[],
): MetricsOutput["rows"][number] => ({
  step,
  ...Object.fromEntries(
    columns.map((name) => [name, Object.hasOwn(values, name) ? (values[name] ?? null) : null]),
  ),
});

const showNearest = ({ checkpoint, step, distance }: NearCheckpoint): MetricsOutput["nearestCheckpoint"] => {
  const model = filledText(checkpoint.fine_tuned_model_checkpoint);
  return {
    id: filledText(checkpoint.id),
    model,
    step,
    distance,
    isFinal: isFinalModel(model),
  };
};

const showChart = ({ svg, png, description }: Chart): MetricsOutput["chart"] => ({
  png: { data: png, contentType: "image/png", fileName: "training-metrics.png" },
  svg: { data: Buffer.from(svg), contentType: "image/svg+xml", fileName: "training-metrics.svg" },
  svgText: svg,
  description,
});

/**
 * Metrics as a step gives them.
 * @param mostRows - how many rows are shown
 */
export const showMetrics = (
  metrics: ReadMetrics,
  chart: Chart | undefined,
  mostRows: number,
): MetricsOutput => {
  const { job, rows, columns, best, judgment, nearest, warnings } = metrics;
  const names = columns.map(({ name }) => name);
  const lasts = names.flatMap((name) =>
    pointsOf(rows, name)
      .slice(-1)
      .map(({ value }) => [name, value]),
  );
  const shown = thinRows(rows, mostRows, best?.step);
  const told =
    shown.length < rows.length
      ? [`${shown.length} of ${rows.length} rows are shown, spread evenly: raise Row Limit to see more.`]
      : [];
  return {
    state: stateOf(metrics),
    status: job ? jobStatus(job) : null,
    progress: job ? jobProgress(job).progress : null,
    overfits: judgment.overfits,
    verdict: judgment.verdict,
    best: best ?? null,
    nearestCheckpoint: nearest ? showNearest(nearest) : null,
    last: Object.fromEntries(lasts),
    rows: shown.map((row) => showRow(row, names)),
    rowCount: rows.length,
    columns,
    source: metrics.source ?? null,
    resultFileIds: metrics.fileIds,
    numbers: judgment.numbers,
    thresholds,
    chart: chart ? showChart(chart) : null,
    warning: [...warnings, ...told].join(" ") || null,
  };
};

const exampleRows: MetricsRow[] = [
  { step: 1, values: { train_loss: 2.1, valid_loss: 2.2 } },
  { step: 30, values: { train_loss: 0.9, valid_loss: 1 } },
  { step: 60, values: { train_loss: 0.5, valid_loss: 0.6 } },
  { step: 90, values: { train_loss: 0.3, valid_loss: 0.8 } },
];

const exampleCheckpoint = {
  id: "ftchkpt-6f0a1b2c3d4e5f60",
  object: "fine_tuning.job.checkpoint",
  created_at: 1_795_222_000,
  fine_tuned_model_checkpoint: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support:ckpt-step-60",
  fine_tuning_job_id: exampleJob.id,
  metrics: {},
  step_number: 60,
} as const;

const spelled = (name: string) => ({ name, spelling: name, measured: exampleRows.length });

/** Metrics as examples show them. */
export const exampleMetrics = showMetrics(
  {
    job: exampleJob,
    name: exampleJob.id,
    source: "result file",
    fileIds: ["file-abc123"],
    rows: exampleRows,
    columns: [spelled("train_loss"), spelled("valid_loss")],
    best: bestStep(exampleRows),
    judgment: judgeMetrics(exampleRows, { validationRows: 10 }),
    nearest: { checkpoint: exampleCheckpoint, step: 60, distance: 0 },
    warnings: [],
  },
  { svg: "<svg></svg>", png: Buffer.from("\x89PNG", "latin1"), description: "4 steps were measured." },
  1_000,
);
