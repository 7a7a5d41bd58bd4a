import { type MeasuredPoint, type MetricsRow, pointsOf } from "../metricsRow";
import type { Point } from "./scene";
import { type Axis, axisFor } from "./ticks";

/** The plot's edges on the drawing. */
export const plot = { left: 78, right: 770, top: 72, bottom: 396 } as const;

/** A chart shows no more curves than can be told apart. */
const mostCurves = 3;
/** A column further behind is not looked at. */
const mostColumns = 50;

/** A larger number has no place on an axis. */
const largest = 1e100;
/** From there on, steps can't be told from their neighbors. */
const largestStep = 2 ** 53 - 1;

/** A curve of the chart. */
export interface Curve {
  name: string;
  points: MeasuredPoint[];
}

const drawable = (rows: readonly MetricsRow[], name: string): MeasuredPoint[] =>
  pointsOf(rows, name).filter(({ step, value }) => Math.abs(value) < largest && step < largestStep);

/** The curves to draw: of losses, else of rewards, else of whatever was measured. */
export const curvesOf = (rows: readonly MetricsRow[], columns: readonly string[]): Curve[] => {
  const wanted = [
    ["train_mean_reward", "valid_mean_reward", "full_valid_mean_reward"],
    ["train_loss", "valid_loss", "full_valid_loss"],
    columns.slice(0, mostColumns),
  ];
  const found = wanted
    .map((names) => names.map((name) => ({ name, points: drawable(rows, name) })))
    .map((curves) => curves.filter(({ points }) => points.length > 0))
    .find((curves) => curves.length > 0);
  return found?.slice(0, mostCurves) ?? [];
};

/** At most two points for each unit of width, the lowest and the highest, so that no peak is lost. */
export const thinned = (
  points: readonly MeasuredPoint[],
  placeX: (step: number) => number,
): MeasuredPoint[] => {
  const slots = new Map<number, MeasuredPoint[]>();
  for (const point of points) {
    const slot = Math.floor(placeX(point.step));
    const before = slots.get(slot) ?? [];
    const all = [...before, point];
    if (all.length > 2) {
      const sorted = all.toSorted((one, other) => one.value - other.value);
      slots.set(
        slot,
        [sorted[0] ?? point, sorted[2] ?? point].sort((one, other) => one.step - other.step),
      );
    } else slots.set(slot, all);
  }
  return [...slots.values()].flat();
};

/** Where values stand on the drawing. */
export interface Places {
  x: Axis;
  y: Axis;
  at(point: MeasuredPoint): Point;
}

/** The places of all points of the curves, on axes with round numbers. */
export const placesFor = (curves: readonly Curve[]): Places => {
  const points = curves.flatMap((curve) => curve.points);
  const extremes = (pick: (point: MeasuredPoint) => number): [number, number] =>
    points.reduce<[number, number]>(
      ([least, most], point) => [Math.min(least, pick(point)), Math.max(most, pick(point))],
      [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
    );
  const [firstStep, lastStep] = extremes(({ step }) => step);
  const [lowest, highest] = extremes(({ value }) => value);
  const x = axisFor(firstStep, lastStep, 8, true);
  const y = axisFor(lowest > 0 && lowest < highest / 2 ? 0 : lowest, highest, 6);
  return {
    x,
    y,
    at: ({ step, value }) => [
      plot.left + ((step - x.from) / (x.to - x.from)) * (plot.right - plot.left),
      plot.bottom - ((value - y.from) / (y.to - y.from)) * (plot.bottom - plot.top),
    ],
  };
};
