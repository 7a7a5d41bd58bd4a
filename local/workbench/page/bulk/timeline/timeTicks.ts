import type { Stretch } from "./timeView";

/** A mark of an axis of time. */
interface TimeTick {
  atMs: number;
  label: string;
}

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const stepsMs = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map((seconds) => seconds * secondMs),
  ...[1, 2, 5, 10, 15, 30, 60, 120, 360, 720, 1_440].map((minutes) => minutes * minuteMs),
];

const twoDigits = (value: number): string => String(value).padStart(2, "0");

/** A time since a run began: `250 ms`, `1.5 s`, `2:05` or `1:02:05`. */
export const sinceStart = (ms: number, stepMs: number): string => {
  const sign = ms < 0 ? "−" : "";
  const positive = Math.abs(Math.round(ms));
  if (stepMs < 10 && positive < secondMs) return `${sign}${positive} ms`;
  if (positive < minuteMs)
    return `${sign}${(positive / secondMs).toLocaleString("en", { maximumFractionDigits: 3 })} s`;
  const [hours, minutes] = [Math.floor(positive / 60 / minuteMs), Math.floor(positive / minuteMs) % 60];
  const fraction = positive % secondMs === 0 ? "" : `.${String(positive % secondMs).padStart(3, "0")}`;
  const seconds = `${twoDigits(Math.floor(positive / secondMs) % 60)}${fraction}`;
  return hours > 0 ? `${sign}${hours}:${twoDigits(minutes)}:${seconds}` : `${sign}${minutes}:${seconds}`;
};

/** Round times since the start of a run that lie in a stretch, at most so many. */
export const timeTicks = ({ fromMs, toMs }: Stretch, startMs: number, most: number): TimeTick[] => {
  const wantedMs = (toMs - fromMs) / Math.max(1, most);
  const longest = stepsMs.at(-1) ?? minuteMs;
  const stepMs = stepsMs.find((step) => step >= wantedMs) ?? Math.ceil(wantedMs / longest) * longest;
  const ticks: TimeTick[] = [];
  for (let place = Math.ceil((fromMs - startMs) / stepMs); startMs + place * stepMs <= toMs; place += 1) {
    ticks.push({ atMs: startMs + place * stepMs, label: sinceStart(place * stepMs, stepMs) });
  }
  return ticks;
};
