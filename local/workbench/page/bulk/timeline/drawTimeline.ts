import type { RunColumns } from "../columns/RunColumns";
import type { Area } from "./drawLanes";
import { drawLanes } from "./drawLanes";
import { drawQuota } from "./drawQuota";
import type { TimelineColors } from "./timelineColors";
import { timeTicks } from "./timeTicks";
import type { Stretch } from "./timeView";

/** Room for the axes beside, between and below what is drawn, in pixels of the style sheet. */
const side = 44;
const between = 18;
const below = 22;
const quotaShare = 0.28;
/** A label of the axis of time takes so much. */
const tickWidth = 80;

/** What is drawn, and how large. */
interface TimelinePicture {
  columns: RunColumns;
  shown: Stretch;
  /** Where attempts under way end for now. */
  nowMs: number;
  width: number;
  height: number;
  colors: TimelineColors;
  font: string;
  /** Places from 0 to 1 that are dragged over. */
  selection: [number, number] | undefined;
}

/** The part of a timeline's width that time runs over. */
export const timeArea = (width: number): Pick<Area, "x" | "width"> => ({
  x: side,
  width: Math.max(1, Math.floor(width - 2 * side)),
});

const drawAxis = (
  context: CanvasRenderingContext2D,
  { columns, shown, width, height, colors }: TimelinePicture,
): void => {
  const area = timeArea(width);
  const bottom = height - below;
  context.strokeStyle = colors.line;
  context.fillStyle = colors.text;
  context.lineWidth = 1;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.beginPath();
  for (const { atMs, label } of timeTicks(shown, columns.firstMs, area.width / tickWidth)) {
    const x = Math.round(area.x + ((atMs - shown.fromMs) / (shown.toMs - shown.fromMs)) * area.width) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, bottom + 4);
    context.fillText(label, x, bottom + 6);
  }
  context.moveTo(area.x, bottom + 0.5);
  context.lineTo(area.x + area.width, bottom + 0.5);
  context.stroke();
};

const drawSelection = (
  context: CanvasRenderingContext2D,
  { selection, colors, width, height }: TimelinePicture,
): void => {
  if (!selection) return;
  const area = timeArea(width);
  const [from, to] = [Math.min(...selection), Math.max(...selection)];
  context.fillStyle = colors.requests;
  context.globalAlpha = 0.15;
  context.fillRect(area.x + from * area.width, 0, (to - from) * area.width, height - below);
  context.globalAlpha = 1;
};

/** Draws a timeline: lanes above, quotas below, on one axis of time. */
export const drawTimeline = (context: CanvasRenderingContext2D, picture: TimelinePicture): void => {
  const { columns, shown, nowMs, width, height, colors, font } = picture;
  context.clearRect(0, 0, width, height);
  context.font = font;
  if (Number.isNaN(columns.firstMs)) return;
  const area = timeArea(width);
  const span = { ...shown, widthPixels: area.width };
  const room = height - below - between;
  const quotaHeight = Math.round(room * quotaShare);
  const lanes = { ...area, y: 4, height: room - quotaHeight - 4 };
  drawAxis(context, picture);
  drawLanes(context, columns, lanes, span, { colors, nowMs });
  context.fillStyle = colors.text;
  context.textAlign = "right";
  context.textBaseline = "top";
  context.fillText(columns.attempts.laneCount.toLocaleString("en"), area.x - 4, lanes.y + 10);
  drawQuota(
    context,
    columns,
    { ...area, y: height - below - quotaHeight, height: quotaHeight - 4 },
    span,
    colors,
  );
  drawSelection(context, picture);
};
