import { inspect } from "node:util";
import { type CapturedLogger, capturedLogger } from "./connector";

/** How much of a secret is too much: enough to narrow it down. */
const tellingLength = 12;

/** A text with the escapes of JSON and of URLs taken off, so that nothing hides in them. */
const unescaped = (text: string): string =>
  text
    .replace(/\\+u([0-9a-f]{4})/gi, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\+\//g, "/")
    .replace(/%([0-9a-f]{2})/gi, (_match, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Everything that an error shows to whoever prints it, hidden properties included. */
export const shownByError = (error: unknown): string =>
  [
    String(error),
    inspect(error, { depth: null, showHidden: true }),
    JSON.stringify(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    error instanceof Error ? `${error.message}\n${error.stack}` : "",
  ].join("\n");

/** Everything that became visible while a step ran. */
export interface Exposure {
  logged: string;
  /** The result, or the error, in every form in which it is printed. */
  output: string;
  failed: boolean;
}

/** Runs a step with a capturing logger and gathers all that it shows. */
export const exposureOf = async (step: (captured: CapturedLogger) => Promise<unknown>): Promise<Exposure> => {
  const captured = capturedLogger();
  try {
    const result = await step(captured);
    const text = inspect(result, { depth: null, showHidden: true, maxStringLength: null });
    const bytes = (result as { data?: unknown }).data;
    const content = Buffer.isBuffer(bytes) ? bytes.toString() : "";
    return {
      logged: captured.text(),
      output: `${text}\n${JSON.stringify(result)}\n${content}`,
      failed: false,
    };
  } catch (error) {
    return { logged: captured.text(), output: shownByError(error), failed: true };
  } finally {
    captured.restore();
  }
};

/** The lines in which a secret, or a telling part of it, can be read. */
export const leaksIn = ({ logged, output }: Exposure, secrets: readonly string[]): string[] => {
  const telling = secrets.map((secret) => secret.slice(0, tellingLength));
  return [`${logged}\n${output}`]
    .flatMap((text) => text.split("\n"))
    .filter((line) => telling.some((part) => line.includes(part) || unescaped(line).includes(part)));
};
