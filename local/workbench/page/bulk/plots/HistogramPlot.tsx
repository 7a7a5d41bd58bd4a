import { useMemo } from "preact/hooks";
import uPlot from "uplot";
import type { Histogram } from "../columns/histogram";
import { whole } from "../figures";
import { Plot, type PlotLook } from "./Plot";
import { colorOf } from "./plotColor";
import { wholeSteps } from "./wholeSteps";

const height = 150;
const leastBins = 6;
/** Room for a label such as `12,000 ms`. */
const labelPixels = 90;

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
  scales: {
    x: { time: false, range: (_plot, least, most) => [least, most] },
    y: { range: (_plot, _least, most) => [0, Math.max(1, most)] },
  },
  axes: [
    {
      ...axis,
      grid: { show: false },
      incrs: wholeSteps,
      size: 26,
      space: labelPixels,
      values: (_plot, values) => values.map((value) => `${whole(value)}${unit}`),
    },
    { ...axis, incrs: wholeSteps, size: 44 },
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
    // A single bar is not as wide as the plot.
    const edges = Math.max(counts.length, leastBins) + 1;
    const bins = Array.from({ length: edges }, (_, bin) => bin);
    return [bins.map((bin) => from + bin * width), bins.map((bin) => counts[bin] ?? null)];
  }, [histogram]);
  const summary = histogram
    ? `Median ${whole(histogram.median)}${unit}, 95 of 100 at most ${whole(histogram.most95)}${unit}, ${whole(histogram.total)} in all`
    : "Nothing was measured.";
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
