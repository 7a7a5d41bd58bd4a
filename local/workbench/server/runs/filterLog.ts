import type { LogLine } from "../../wire/run";

const levels = ["debug", "info", "warn", "error"] as const;

/** The lines of a log of at least this level, that have this text in whatever case. Unknown levels leave nothing out. */
export const filterLog = (
  lines: readonly LogLine[],
  level: string | null,
  text: string | null,
): readonly LogLine[] => {
  const least = levels.findIndex((one) => one.toString() === level);
  const sought = (text ?? "").toLowerCase();
  if (least <= 0 && sought === "") return lines;
  return lines.filter(
    (line) => levels.indexOf(line.level) >= least && line.text.toLowerCase().includes(sought),
  );
};
