import { inspect } from "node:util";
import type { ActionLogger } from "@prismatic-io/spectral/dist/serverTypes";
import type { LogLine } from "../../wire/run";

/** The longest line of a log that a page is sent, in characters. */
const mostCharacters = 20_000;

/** A logger that hands over lines without secrets. */
export const stepLogger = (
  write: (line: LogLine) => void,
  redact: (text: string) => string,
): ActionLogger => {
  const log =
    (level: LogLine["level"]) =>
    (...parts: unknown[]): void => {
      const text = parts
        .map((part) => (typeof part === "string" ? part : inspect(part, { breakLength: 100 })))
        .join(" ");
      write({ atMs: Date.now(), level, text: redact(text).slice(0, mostCharacters) });
    };
  return {
    metric: log("debug"),
    trace: log("debug"),
    debug: log("debug"),
    info: log("info"),
    log: log("info"),
    warn: log("warn"),
    error: log("error"),
  };
};
