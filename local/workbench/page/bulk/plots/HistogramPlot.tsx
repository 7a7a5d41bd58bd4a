import { useMemo } from "preact/hooks";
import uPlot from "uplot";
import type { Histogram } from "../columns/histogram";
import { rough, whole } from "../figures";
import { Plot, type PlotLook } from "./Plot";
import { colorOf } from "./plotColor";

const height = 150;

interface HistogramProps {
  title: string;
  unit: string;
  histogram: Histogram | undefined;
}

const axis = {
  stroke: colorOf("--text"),
  grid: { stroke: colorOf("--line"), width: 0.5 },
  ticks: { show: false },
};

const { bars } = uPlot.paths;

/** Bars from the left edge of each bin to its right one. */
const lookFor = (unit: string): PlotLook => ({
  legend: { show: false },
  cursor: { show: false },
  padding: [8, 8, 0, 0],
  scales: { x: { time: false }, y: { range: (_plot, _least, most) => [0, Math.max(1, most)] } },
  axes: [
    {
      ...axis,
      grid: { show: false },
      values: (_plot, values) => values.map((value) => `${rough(value)}${unit}`),
    },
    { ...axis, size: 44 },
  ],
  series: [
    {},
    {
      fill: colorOf("--accent"),
      width: 0,
      points: { show: false },
      ...(bars && { paths: bars({ size: [0.92, 100], align: 1 }) }),
    },
  ],
});

/** The histogram of what was measured of each answer. */
export const HistogramPlot = ({ title, unit, histogram }: HistogramProps) => {
  const look = useMemo(() => lookFor(unit), [unit]);
  const data = useMemo((): uPlot.AlignedData => {
    const { from = 0, width = 1, counts = [] } = histogram ?? {};
    return [[...counts, 0].map((_, bin) => from + bin * width), [...counts, null]];
  }, [histogram]);
  const summary = histogram
    ? `Median ${whole(histogram.median)}${unit}, 95 of 100 at most ${whole(histogram.most95)}${unit}, ${whole(histogram.total)} in all`
    : "Nothing was measured yet.";
  return (
    <section class="bulk-panel">
      <h3>{title}</h3>
      {histogram && <Plot look={look} data={data} height={height} label={`${title}: ${summary}`} />}
      <p class="quiet" data-volatile>
        {summary}
      </p>
    </section>
  );
};
