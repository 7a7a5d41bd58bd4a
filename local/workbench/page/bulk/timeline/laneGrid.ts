import type { AttemptColumns } from "../columns/AttemptColumns";
import type { Span } from "../columns/decimateLine";

/** Which state each pixel of each row of lanes has. */
interface LaneGrid {
  rows: number;
  widthPixels: number;
  /** Row by row. */
  cells: Uint8Array;
}

/**
 * Draws attempts into a grid of a pixel for each column: however many there are, a page draws no more than its pixels.
 * @param mostRows - lanes beyond share rows
 * @param nowMs - where attempts under way end for now
 */
export const laneGrid = (
  { startMs, endMs, lane, state, length, laneCount }: AttemptColumns,
  { fromMs, toMs, widthPixels }: Span,
  mostRows: number,
  nowMs: number,
): LaneGrid => {
  const rows = Math.max(1, Math.min(laneCount, mostRows));
  const lanesPerRow = Math.max(1, Math.ceil(laneCount / rows));
  const cells = new Uint8Array(rows * widthPixels);
  const scale = widthPixels / (toMs - fromMs);
  for (let place = 0; place < length; place += 1) {
    const beganMs = startMs.at(place);
    const stated = endMs.at(place);
    const endedMs = Number.isNaN(stated) ? Math.max(nowMs, beganMs) : stated;
    if (beganMs > toMs || endedMs < fromMs) continue;
    const first = Math.max(0, Math.floor((beganMs - fromMs) * scale));
    // An attempt of no time at all is a pixel.
    const end = Math.min(widthPixels, Math.max(first + 1, Math.floor((endedMs - fromMs) * scale)));
    const row = Math.floor(lane.at(place) / lanesPerRow) * widthPixels;
    const value = state.at(place);
    for (let x = first; x < end; x += 1) {
      if ((cells[row + x] ?? 0) < value) cells[row + x] = value;
    }
  }
  return { rows, widthPixels, cells };
};

/** Calls a function with each stretch of one state in a row. */
export const eachStretch = (
  { rows, widthPixels, cells }: LaneGrid,
  draw: (row: number, x: number, widthPixels: number, state: number) => void,
): void => {
  for (let row = 0; row < rows; row += 1) {
    let from = 0;
    while (from < widthPixels) {
      const state = cells[row * widthPixels + from] ?? 0;
      let to = from + 1;
      while (to < widthPixels && cells[row * widthPixels + to] === state) to += 1;
      if (state !== 0) draw(row, from, to - from, state);
      from = to;
    }
  }
};

/** The columns of pixels in which an attempt of a state ended, such as the refusals. */
export const endsOf = (
  { endMs, state, length }: AttemptColumns,
  { fromMs, toMs, widthPixels }: Span,
  wanted: number,
): Uint8Array => {
  const columns = new Uint8Array(widthPixels);
  const scale = widthPixels / (toMs - fromMs);
  for (let place = 0; place < length; place += 1) {
    if (state.at(place) !== wanted) continue;
    const x = Math.floor((endMs.at(place) - fromMs) * scale);
    if (x >= 0 && x < widthPixels) columns[x] = 1;
  }
  return columns;
};
