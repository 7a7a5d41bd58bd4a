import { decimateLine, type Span } from "../columns/decimateLine";
import type { NumberColumn } from "../columns/NumberColumn";
import type { RunColumns } from "../columns/RunColumns";
import type { Area } from "./drawLanes";
import type { TimelineColors } from "./timelineColors";

/** Room between a line and its numbers, in pixels. */
const gap = 4;

const short = (value: number): string =>
  value.toLocaleString("en", { notation: "compact", maximumFractionDigits: 1 });

interface QuotaLine {
  values: NumberColumn;
  perMinute: number;
  color: string;
  side: "left" | "right";
  dash: number[];
}

const drawLine = (
  context: CanvasRenderingContext2D,
  times: NumberColumn,
  { values, perMinute, color, side, dash }: QuotaLine,
  area: Area,
  span: Span,
): void => {
  const pixels = decimateLine(times, values, span);
  if (pixels.length === 0) return;
  const yOf = (value: number): number =>
    area.y + area.height * (1 - Math.min(1, Math.max(0, value / perMinute)));
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.setLineDash(dash);
  context.beginPath();
  for (const [place, { x, least, most, last }] of pixels.entries()) {
    if (place === 0) context.moveTo(area.x + x, yOf(last));
    else context.lineTo(area.x + x, yOf(most));
    if (least !== most) context.lineTo(area.x + x, yOf(least));
    context.lineTo(area.x + x, yOf(last));
  }
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = color;
  context.textAlign = side === "left" ? "right" : "left";
  const x = side === "left" ? area.x - gap : area.x + area.width + gap;
  context.fillText(short(perMinute), x, area.y + 4);
  context.fillText("0", x, area.y + area.height);
};

/** Draws what is left of the quotas: requests by the left axis, and tokens, dashed, by the right one. */
export const drawQuota = (
  context: CanvasRenderingContext2D,
  { quotaAtMs, requestsLeft, tokensLeft, quota }: RunColumns,
  area: Area,
  span: Span,
  colors: TimelineColors,
): void => {
  const { requests, tokens } = quota;
  const left = { values: requestsLeft, color: colors.requests, side: "left" as const, dash: [] };
  const right = { values: tokensLeft, color: colors.tokens, side: "right" as const, dash: [4, 3] };
  context.textBaseline = "middle";
  if (requests) drawLine(context, quotaAtMs, { ...left, perMinute: requests.perMinute }, area, span);
  if (tokens) drawLine(context, quotaAtMs, { ...right, perMinute: tokens.perMinute }, area, span);
  if (requests || tokens) return;
  context.fillStyle = colors.text;
  context.textAlign = "center";
  context.fillText("No quota was told", area.x + area.width / 2, area.y + area.height / 2);
};
