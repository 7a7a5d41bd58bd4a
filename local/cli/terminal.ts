import { inspect, styleText } from "node:util";
import type { ActionLogger } from "@prismatic-io/spectral/dist/serverTypes";

type Stream = NodeJS.WriteStream;

/** Text in a color or weight, where the stream is a terminal that has them and NO_COLOR does not forbid it. */
export const styled = (format: Parameters<typeof styleText>[0], text: string, stream: Stream): string =>
  stream.isTTY ? styleText(format, text, { stream }) : text;

/** A text without the control characters by which it could take over the terminal. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

/** Columns to fill: the terminal's, within what reads well. */
export const columnsOf = ({ columns }: Pick<Stream, "columns">): number =>
  Math.min(Math.max(columns || 80, 40), 100);

/** Breaks a text into lines, each behind an indent that the first does not get. */
export const wrap = (text: string, width: number, indent: string): string =>
  text
    .split("\n")
    .flatMap((paragraph) => {
      const lines: string[] = [""];
      for (const word of paragraph.split(" ")) {
        const line = lines.at(-1) ?? "";
        if (line !== "" && indent.length + line.length + 1 + word.length > width) lines.push(word);
        else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
      }
      return lines;
    })
    .join(`\n${indent}`);

/** Where a run reports what it does beside its result. */
export interface Reporter {
  logger: ActionLogger;
  line(text: string): void;
  /** Shows that something takes its time, until the returned function is called. */
  progress(what: string): () => void;
}

/** What a reporter needs to know. */
export interface ReporterSettings {
  stream: Stream;
  isVerbose: boolean;
  redact: (text: string) => string;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
const quietPeriodMs = 10_000;
const clearLine = "\r\u001b[2K";

/** Reports to a stream: log lines, and progress as a spinner on a terminal and as a line now and then elsewhere. */
export const createReporter = ({ stream, isVerbose, redact }: ReporterSettings): Reporter => {
  let spinner = "";
  const line = (text: string) => {
    stream.write(`${spinner === "" ? "" : clearLine}${printable(redact(text))}\n${spinner}`);
  };
  const log =
    (level: string) =>
    (...parts: unknown[]) => {
      const text = parts.map((part) =>
        typeof part === "string" ? part : inspect(part, { breakLength: 100 }),
      );
      line(`${level}: ${text.join(" ")}`);
    };
  const silent = () => undefined;
  const detail = (level: string) => (isVerbose ? log(level) : silent);
  const progress = (what: string) => {
    const startedAtMs = performance.now();
    const show = () => {
      const seconds = Math.floor((performance.now() - startedAtMs) / 1000);
      if (!stream.isTTY) return line(`${what}: ${seconds} s, still working`);
      const frame = frames[Math.floor(performance.now() / frameMs) % frames.length];
      // A line that breaks is not cleared as a whole.
      spinner = `${frame} ${what} ${seconds} s`.slice(0, (stream.columns || 80) - 1);
      stream.write(`${clearLine}${spinner}`);
    };
    const timer = setInterval(show, stream.isTTY ? frameMs : quietPeriodMs);
    return () => {
      clearInterval(timer);
      if (spinner !== "") stream.write(clearLine);
      spinner = "";
    };
  };
  return {
    line,
    progress,
    logger: {
      metric: detail("metric"),
      trace: detail("trace"),
      debug: detail("debug"),
      info: log("info"),
      log: log("info"),
      warn: log("warning"),
      error: log("error"),
    },
  };
};
