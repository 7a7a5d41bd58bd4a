import { inspect, styleText } from "node:util";
import type { ActionLogger } from "@prismatic-io/spectral/dist/serverTypes";

type Stream = NodeJS.WriteStream;

/** Text in a color or weight, where the stream is a terminal that has them and NO_COLOR does not forbid it. */
export const styled = (format: Parameters<typeof styleText>[0], text: string, stream: Stream): string =>
  stream.isTTY ? styleText(format, text, { stream }) : text;

/** Removes control characters, with which a text could control the terminal. */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is taken out
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "");

/** The terminal's columns, bounded for the readability of texts; tables may be wider. */
export const columnsOf = ({ columns }: Pick<Stream, "columns">, most = 100): number =>
  Math.min(Math.max(columns || 80, 40), most);

/** Breaks a text into lines. Each but the first is indented. */
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

/** Reports what a run does, apart from its result. */
export interface Reporter {
  logger: ActionLogger;
  line(text: string): void;
  /**
   * Shows that something is going on, until the returned function is called.
   * @param detail - the progress, once it is known
   */
  progress(what: string, detail?: () => string | undefined): () => void;
}

/** What a reporter needs to know. */
interface ReporterSettings {
  stream: Stream;
  isVerbose: boolean;
  redact: (text: string) => string;
}

const frames = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const frameMs = 100;
const quietPeriodMs = 10_000;
const clearLine = "\r\u001b[2K";

/** The status line of a terminal, which stays below all other output. */
class StatusLine {
  private text = "";

  constructor(private readonly stream: Stream) {}

  writeAbove(line: string): void {
    this.stream.write(`${this.text === "" ? "" : clearLine}${line}\n${this.text}`);
  }

  show(text: string): void {
    // A line that wraps could not be cleared as a whole.
    this.text = text.slice(0, (this.stream.columns || 80) - 1);
    this.stream.write(`${clearLine}${this.text}`);
  }

  clear(): void {
    if (this.text !== "") this.stream.write(clearLine);
    this.text = "";
  }
}

/** Reports to a stream: log lines, and progress as a spinner on a terminal and as a line now and then elsewhere. */
export const createReporter = ({ stream, isVerbose, redact }: ReporterSettings): Reporter => {
  const status = new StatusLine(stream);
  const line = (text: string) => status.writeAbove(printable(redact(text)));
  const progress: Reporter["progress"] = (what, detail) => {
    const startedAtMs = performance.now();
    const show = () => {
      const elapsedMs = performance.now() - startedAtMs;
      const seconds = Math.floor(elapsedMs / 1000);
      const far = detail?.();
      if (!stream.isTTY) return line(`${what}: ${seconds} s${far ? ` · ${far}` : ", still working"}`);
      const frame = frames[Math.floor(elapsedMs / frameMs) % frames.length];
      status.show(`${frame} ${far ? `${seconds} s · ${far}` : `${what} ${seconds} s`}`);
    };
    const timer = setInterval(show, stream.isTTY ? frameMs : quietPeriodMs);
    return () => {
      clearInterval(timer);
      status.clear();
    };
  };
  return { line, progress, logger: loggerTo(line, isVerbose) };
};

/** The output of the step has the same record. */
const isUsageRecord = (line: unknown): boolean => typeof line === "string" && line.startsWith("Usage: {");

/** A logger that writes lines; the details are for those who asked for them. */
const loggerTo = (line: (text: string) => void, isVerbose: boolean): ActionLogger => {
  const log =
    (level: string) =>
    (...parts: unknown[]) => {
      const texts = parts.map((part) =>
        typeof part === "string" ? part : inspect(part, { breakLength: 100 }),
      );
      line(`${level}: ${texts.join(" ")}`);
    };
  const detail = (level: string) => (isVerbose ? log(level) : () => undefined);
  const info = (...parts: unknown[]): void =>
    (isUsageRecord(parts[0]) ? detail("info") : log("info"))(...parts);
  return {
    metric: detail("metric"),
    trace: detail("trace"),
    debug: detail("debug"),
    info,
    log: log("info"),
    warn: log("warning"),
    error: log("error"),
  };
};
