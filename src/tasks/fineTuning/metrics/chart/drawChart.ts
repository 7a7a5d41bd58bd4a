import type { ReadMetrics } from "../readTrainingMetrics";
import { chartScene } from "./chartScene";
import { drawPng } from "./drawPng";
import { drawSvg } from "./drawSvg";

/** A chart as the text of an SVG file and as the bytes of a PNG file. */
export interface Chart {
  svg: string;
  png: Buffer;
  /** What it shows, for who can't see it. */
  description: string;
}

/** The chart of a training's losses, or rewards; undefined where nothing was measured. */
export const drawChart = ({ name, rows, columns, best, judgment }: ReadMetrics): Chart | undefined => {
  const bestWords = best ? ` The best ${best.by} is ${best.value}, at step ${best.step}.` : "";
  const description = `${rows.length} steps were measured.${bestWords} ${judgment.verdict}`;
  const scene = chartScene(
    rows,
    columns.map((column) => column.name),
    { title: `Training of ${name}`, description, best },
  );
  return scene && { svg: drawSvg(scene), png: drawPng(scene), description };
};
