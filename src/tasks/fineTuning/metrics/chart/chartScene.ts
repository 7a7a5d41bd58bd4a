import type { BestStep } from "../measureCurves";
import type { MetricsRow } from "../metricsRow";
import { type Curve, curvesOf, type Places, placesFor, plot, thinned } from "./curves";
import { capitalHeight, characterWidth, type Mark, type MarkerShape, type Point, type Scene } from "./scene";
import { tickText } from "./ticks";

const width = 800;
const height = 450;
const { left, right, top, bottom } = plot;

const ink = "#1f2937";
const faint = "#d7dce3";

/** How the curves look: each by color, by dashes and by markers, so that none of these is needed alone. */
const styles: ReadonlyArray<{ color: string; dash?: readonly [number, number]; shape: MarkerShape }> = [
  { color: "#1d4ed8", shape: "circle" },
  { color: "#c2410c", dash: [8, 6], shape: "square" },
  { color: "#15803d", dash: [2, 4], shape: "diamond" },
];

/** With more points, a curve has no markers. */
const mostMarked = 40;
const mostTitle = 84;
const mostName = 24;

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 3)}...` : text;

const label = (at: Point, text: string, anchor: "start" | "middle" | "end" = "start"): Mark => ({
  kind: "text",
  at,
  text,
  anchor,
  color: ink,
});

const stroke = (from: Point, to: Point, color: string): Mark => ({
  kind: "line",
  points: [from, to],
  color,
  width: 1,
});

const valueMarks = ({ x, y, at }: Places): Mark[] =>
  y.ticks.flatMap((value) => {
    const [, level] = at({ step: x.from, value });
    return [
      stroke([left, level], [right, level], faint),
      label([left - 8, level + capitalHeight / 2], tickText(value), "end"),
    ];
  });

const stepMarks = ({ x, y, at }: Places): Mark[] =>
  x.ticks.flatMap((step) => {
    const [place] = at({ step, value: y.from });
    return [
      stroke([place, bottom], [place, bottom + 5], ink),
      label([place, bottom + 20], tickText(step), "middle"),
    ];
  });

const axesMarks = (places: Places): Mark[] => [
  ...valueMarks(places),
  ...stepMarks(places),
  stroke([left, top], [left, bottom], ink),
  stroke([left, bottom], [right, bottom], ink),
  label([(left + right) / 2, height - 14], "step", "middle"),
];

const bestMarks = ({ step, value }: BestStep, { at }: Places): Mark[] => {
  const [place] = at({ step, value });
  const text = `best: step ${step}`;
  const isFarRight = place + 6 + text.length * characterWidth > right;
  return [
    { ...stroke([place, top], [place, bottom], ink), dash: [4, 4] } as Mark,
    label([place + (isFarRight ? -6 : 6), top + capitalHeight + 2], text, isFarRight ? "end" : "start"),
  ];
};

const curveMarks = ({ points }: Curve, index: number, { at }: Places): Mark[] => {
  const style = styles[index % styles.length];
  if (!style) return [];
  const { shape, ...line } = style;
  const places = thinned(points, (step) => at({ step, value: 0 })[0]).map(at);
  const marked = points.length <= mostMarked ? places : [];
  return [
    { kind: "line", points: places, width: 2, ...line },
    ...marked.map((place): Mark => ({ kind: "marker", at: place, shape, radius: 4, color: line.color })),
  ];
};

const legendMarks = (curves: readonly Curve[]): Mark[] => {
  let x = left;
  return curves.flatMap(({ name }, index): Mark[] => {
    const { shape, ...line } = styles[index % styles.length] ?? { color: ink, shape: "circle" as const };
    const [start, text] = [x, shortened(name, mostName)];
    x += 56 + text.length * characterWidth + 24;
    return [
      {
        kind: "line",
        points: [
          [start, 50],
          [start + 44, 50],
        ],
        width: 2,
        ...line,
      },
      { kind: "marker", at: [start + 22, 50], shape, radius: 4, color: line.color },
      label([start + 52, 50 + capitalHeight / 2], text),
    ];
  });
};

const isOn = ({ name, points }: Curve, { by, step }: BestStep): boolean =>
  name === by && points.some((point) => point.step === step);

/**
 * The chart of a training's curves; undefined where nothing can be drawn.
 * @param description - what the curves show, for who can't see them
 */
export const chartScene = (
  rows: readonly MetricsRow[],
  columns: readonly string[],
  { title, description, best }: { title: string; description: string; best: BestStep | undefined },
): Scene | undefined => {
  const curves = curvesOf(rows, columns);
  if (curves.length === 0) return undefined;
  const places = placesFor(curves);
  const isBestShown = best !== undefined && curves.some((curve) => isOn(curve, best));
  return {
    width,
    height,
    title,
    description,
    marks: [
      label([left, 28], shortened(title, mostTitle)),
      ...axesMarks(places),
      ...(isBestShown ? bestMarks(best, places) : []),
      ...curves.flatMap((curve, index) => curveMarks(curve, index, places)),
      ...legendMarks(curves),
    ],
  };
};
