import { attemptState } from "../columns/attemptState";
import type { Span } from "../columns/decimateLine";
import type { RunColumns } from "../columns/RunColumns";
import { eachStretch, endsOf, laneGrid } from "./laneGrid";
import type { TimelineColors } from "./timelineColors";

/** A part of a canvas, in pixels of the style sheet. */
export interface Area {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Height of the strip of refusals and failures above the lanes. */
const stripHeight = 10;
const leastRowHeight = 3;
const mostRowHeight = 14;

const keyOf: Record<number, keyof TimelineColors> = {
  [attemptState.answered]: "answered",
  [attemptState.running]: "running",
  [attemptState.cancelled]: "cancelled",
  [attemptState.failed]: "failed",
  [attemptState.refused]: "refused",
};

const drawPauses = (
  context: CanvasRenderingContext2D,
  { pauseFromMs, pauseToMs }: RunColumns,
  { x, y, width, height }: Area,
  { fromMs, toMs }: Span,
  nowMs: number,
): void => {
  const scale = width / (toMs - fromMs);
  let drawnTo = 0;
  for (let place = 0; place < pauseFromMs.length; place += 1) {
    // A refusal in a pause makes it longer: no part is drawn twice.
    const begin = Math.max(drawnTo, (pauseFromMs.at(place) - fromMs) * scale);
    // What lies ahead is not drawn: a pause may be cut short.
    const end = Math.min(width, (Math.min(pauseToMs.at(place), nowMs) - fromMs) * scale);
    if (end <= begin) continue;
    context.fillRect(x + begin, y, Math.max(1, end - begin), height);
    drawnTo = end;
  }
};

const drawMarks = (context: CanvasRenderingContext2D, columns: Uint8Array, x: number, y: number): void => {
  for (let column = 0; column < columns.length; column += 1) {
    if (columns[column] === 1) context.fillRect(x + column - 1, y, 3, stripHeight - 2);
  }
};

/** Draws the attempts in their lanes, above them where one was refused or failed, and behind them the pauses. */
export const drawLanes = (
  context: CanvasRenderingContext2D,
  columns: RunColumns,
  area: Area,
  span: Span,
  { colors, nowMs }: { colors: TimelineColors; nowMs: number },
): void => {
  const { attempts } = columns;
  context.fillStyle = colors.pause;
  context.globalAlpha = 0.3;
  drawPauses(context, columns, area, span, nowMs);
  context.globalAlpha = 1;
  const room = area.height - stripHeight;
  const grid = laneGrid(attempts, span, Math.floor(room / leastRowHeight), nowMs);
  const rowHeight = Math.min(mostRowHeight, room / grid.rows);
  const top = area.y + stripHeight;
  eachStretch(grid, (row, x, width, state) => {
    context.fillStyle = colors[keyOf[state] ?? "text"];
    const gap = rowHeight > 4 ? 1 : 0;
    // A line between two answers in a row of their own.
    const edge = width > 3 && rowHeight > 4 ? 0.5 : 0;
    context.fillRect(area.x + x, top + row * rowHeight, width - edge, rowHeight - gap);
  });
  for (const state of [attemptState.failed, attemptState.refused]) {
    context.fillStyle = colors[keyOf[state] ?? "text"];
    drawMarks(context, endsOf(attempts, span, state), area.x, area.y);
  }
};
