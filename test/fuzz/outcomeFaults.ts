import { isAzureOpenAIError, isConnectionProblem } from "../../src/client/errors/errors";
import { InputError } from "../../src/text/InputError";
import { TestClock } from "../support/testClock";

/** What became of a step: its result, or what it threw. */
export type StepOutcome = { result: unknown } | { thrown: unknown };

/** Runs a step to its outcome. */
export const outcomeOf = async (step: () => Promise<unknown>): Promise<StepOutcome> => {
  try {
    return { result: await step() };
  } catch (thrown) {
    return { thrown };
  }
};

/** Runs a step to its outcome while waits pass at once, from the machine's time on, in which the identity library reckons. */
export const outcomeInTestTime = async (step: () => Promise<unknown>): Promise<StepOutcome> => {
  const clock = new TestClock(Date.now());
  const outcome = await outcomeOf(step);
  clock.restore();
  return outcome;
};

/** What the engine says of a mistake in code, and no sentence for a builder holds. */
const engineWords =
  /Cannot (read|set|destructure|convert|mix)|is not (a function|iterable|a constructor|defined)|Maximum call stack|Invalid (time value|array length|URL)|circular structure|serialize a BigInt|URI malformed|\[object Object\]|\bundefined\b|longer than 0x/;

const engineErrors = [TypeError, RangeError, SyntaxError, ReferenceError, URIError];

const isEngineError = (value: unknown): boolean => engineErrors.some((kind) => value instanceof kind);

const faultInText = (text: string): string | undefined => engineWords.exec(text)?.[0];

const mostCharacters = 6_000;

const faultOfError = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return `something other than an Error was thrown: ${String(error)}`;
  if (isEngineError(error)) return `${error.name} was thrown: ${error.stack}`;
  if (isEngineError(error.cause)) return `${error.message}, made of ${(error.cause as Error).stack}`;
  const { message } = error;
  const words = faultInText(message);
  if (words) return `the message holds "${words}": ${message.slice(0, 500)}`;
  if (/[\r\n]/.test(message))
    return `the message has more than one line: ${JSON.stringify(message.slice(0, 500))}`;
  if (message.length > mostCharacters) return `the message has ${message.length} characters`;
  if (!/\w \w/.test(message)) return `the message is no sentence: ${message}`;
  const isOurs = isAzureOpenAIError(error) || isConnectionProblem(error) || error instanceof InputError;
  return isOurs ? undefined : `an error of another kind was thrown, ${error.name}: ${message}`;
};

/** Errors of items, wherever they stand in an output of ours; a service's own words may be anything. */
const faultInOutput = (value: unknown, isOurs: boolean, depth = 0): string | undefined => {
  if (typeof value === "number") return Number.isNaN(value) ? "a number of the output is NaN" : undefined;
  if (typeof value === "function" || typeof value === "symbol") return `the output holds a ${typeof value}`;
  if (typeof value !== "object" || value === null || Buffer.isBuffer(value) || depth > 12) return undefined;
  for (const [key, child] of Object.entries(value)) {
    if (isOurs && key === "message" && typeof child === "string") {
      const words = faultInText(child);
      if (words) return `an item's message holds "${words}": ${child.slice(0, 500)}`;
    }
    const isError = key === "error" || key === "errors" || key === "warning";
    const fault = faultInOutput(child, isOurs || isError, depth + 1);
    if (fault) return `${key}: ${fault}`;
  }
  return undefined;
};

/** What is wrong with an outcome, whatever was answered; undefined for a result, or an error with a sentence. */
export const faultOf = (outcome: StepOutcome): string | undefined =>
  "thrown" in outcome ? faultOfError(outcome.thrown) : faultInOutput(outcome.result, false);
