import { Canvas } from "./Canvas";
import { strokesOf } from "./glyphs";
import { capitalHeight, characterWidth, type Mark, type MarkerShape, type Point, type Scene } from "./scene";

/** Pixels for each unit of a drawing. */
const scale = 2;
/** Half of a letter's stroke. */
const strokeRadius = 0.6;

type Line = readonly [from: Point, to: Point];

const scaled = ([x, y]: Point): Point => [x * scale, y * scale];

/** The pieces of a line through points, where it is dashed those that are drawn. */
const piecesOf = (points: readonly Point[], dash: readonly [on: number, off: number] | undefined): Line[] => {
  const lines = points.slice(1).map((to, index): Line => [points[index] ?? to, to]);
  if (!dash) return lines;
  const [on, off] = dash;
  let passed = 0;
  return lines.flatMap(([from, to]) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const at = (way: number): Point => [
      from[0] + ((to[0] - from[0]) * way) / length,
      from[1] + ((to[1] - from[1]) * way) / length,
    ];
    const pieces: Line[] = [];
    for (let way = 0; way < length; ) {
      const phase = (passed + way) % (on + off);
      const end = Math.min(length, way + (phase < on ? on : on + off) - phase);
      if (phase < on) pieces.push([at(way), at(end)]);
      // The rest of the division may be too small to go on by.
      way = Math.max(end, way + 1e-6);
    }
    passed += length;
    return pieces;
  });
};

const distances: Readonly<Record<MarkerShape, (x: number, y: number) => number>> = {
  circle: (x, y) => Math.sqrt(x * x + y * y),
  square: (x, y) => Math.max(Math.abs(x), Math.abs(y)),
  diamond: (x, y) => (Math.abs(x) + Math.abs(y)) * Math.SQRT1_2,
};

const coverText = (canvas: Canvas, { at: [x, y], text, anchor }: Extract<Mark, { kind: "text" }>): void => {
  const unit = capitalHeight / 7;
  const characters = [...text];
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  const left = x - share * characters.length * characterWidth;
  const top = y - capitalHeight;
  for (const [index, character] of characters.entries()) {
    const place = (column: number, row: number): Point =>
      scaled([left + index * characterWidth + (column + 0.5) * unit, top + (row + 0.5) * unit]);
    for (const [fromX, fromY, toX, toY] of strokesOf(character)) {
      canvas.coverLine(place(fromX, fromY), place(toX, toY), strokeRadius * scale);
    }
  }
};

const draw = (canvas: Canvas, mark: Mark): void => {
  if (mark.kind === "text") coverText(canvas, mark);
  else if (mark.kind === "marker") {
    const [x, y] = scaled(mark.at);
    const radius = mark.radius * scale;
    const distance = distances[mark.shape];
    // The corners of a diamond are farther from its middle than its edges.
    const edge = mark.shape === "diamond" ? radius * Math.SQRT1_2 : radius;
    canvas.cover([x - radius, y - radius, x + radius, y + radius], edge, (toX, toY) =>
      distance(toX - x, toY - y),
    );
  } else {
    for (const [from, to] of piecesOf(mark.points, mark.dash)) {
      canvas.coverLine(scaled(from), scaled(to), (mark.width * scale) / 2);
    }
  }
  canvas.paint(mark.color);
};

/** A PNG file that shows a drawing, two pixels for each unit. */
export const drawPng = ({ width, height, marks }: Scene): Buffer => {
  const canvas = new Canvas(width * scale, height * scale);
  for (const mark of marks) draw(canvas, mark);
  return canvas.toPng();
};
