import { useMemo } from "preact/hooks";
import type uPlot from "uplot";
import type { TrainingCurves } from "../../../wire/bulk";
import { rough } from "../figures";
import { Plot, type PlotLook } from "../plots/Plot";
import type { PlotColor } from "../plots/PlotColors";
import { colorOf } from "../plots/plotColor";
import { wholeSteps } from "../plots/wholeSteps";

const height = 260;
const colors: readonly PlotColor[] = ["--accent", "--warn", "--good", "--bad", "--quiet", "--text"];
/** Lines differ in more than their color. */
const dashes = [[], [6, 3], [2, 3], [10, 3, 2, 3]];

type Series = TrainingCurves["series"];

const lineOf = (place: number): Pick<uPlot.Series, "stroke" | "dash"> => ({
  stroke: colorOf(colors[place % colors.length] ?? "--text"),
  dash: dashes[place % dashes.length] ?? [],
});

const axis = {
  stroke: colorOf("--text"),
  grid: { stroke: colorOf("--line"), width: 0.5 },
  ticks: { show: false },
};

/** What was measured at few steps stands as points, since no line joins values with gaps between them. */
const lookFor = (names: readonly string[]): PlotLook => ({
  legend: { show: true, live: true },
  cursor: { y: false },
  scales: { x: { time: false } },
  axes: [
    { ...axis, incrs: wholeSteps },
    { ...axis, size: 52 },
  ],
  series: [
    { label: "step" },
    ...names.map((label, place) => ({
      label,
      ...lineOf(place),
      width: 1.5,
      spanGaps: false,
      value: (_plot: uPlot, value: number | null) => (value === null ? "–" : rough(value)),
    })),
  ],
});

/** Some curves of a training over its steps. */
export const CurvesPlot = ({ title, steps, series }: { title: string; steps: number[]; series: Series }) => {
  const names = series.map(({ name }) => name).join("\n");
  const look = useMemo(() => lookFor(names.split("\n")), [names]);
  const data = useMemo(
    (): uPlot.AlignedData => [steps, ...series.map(({ values }) => values)],
    [steps, series],
  );
  const lasts = series.map(({ name, values }) => {
    const last = values.findLast((value) => value !== null);
    return `${name} ${last === undefined || last === null ? "not measured" : `ends at ${rough(last)}`}`;
  });
  return (
    <section class="bulk-panel">
      <h3>{title}</h3>
      <Plot
        look={look}
        data={data}
        height={height}
        label={`${title} over ${steps.length} steps: ${lasts.join(", ")}`}
      />
    </section>
  );
};
