import type { Cue } from "./cues";

/** The formats of subtitles that are written. */
export type SubtitleFormat = "srt" | "vtt";

const digits = (value: number, count: number): string => String(value).padStart(count, "0");

const timeIn = (ms: number, mark: string): string => {
  const seconds = Math.floor(ms / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${parts.map((part) => digits(part, 2)).join(":")}${mark}${digits(ms % 1000, 3)}`;
};

/** On one line and without an arrow, each of which would end a subtitle or begin one. */
const plain = (text: string): string => text.replace(/\s+/g, " ").trim().replaceAll("-->", "→");

const escaped = (text: string): string =>
  plain(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const srtCue = ({ startMs, endMs, text, speaker }: Cue, index: number): string =>
  `${index + 1}\n${timeIn(startMs, ",")} --> ${timeIn(endMs, ",")}\n${speaker === undefined ? "" : `${plain(speaker)}: `}${plain(text)}\n`;

const vttCue = ({ startMs, endMs, text, speaker }: Cue): string =>
  `${timeIn(startMs, ".")} --> ${timeIn(endMs, ".")}\n${speaker === undefined ? "" : `<v ${escaped(speaker)}>`}${escaped(text)}\n`;

/** Writes subtitles as a file of SubRip or WebVTT. */
export const writeSubtitles = (cues: readonly Cue[], format: SubtitleFormat): string =>
  format === "srt" ? cues.map(srtCue).join("\n") : ["WEBVTT\n", ...cues.map(vttCue)].join("\n");
