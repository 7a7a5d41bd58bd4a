import { createContext, Script } from "node:vm";

/** The first work that takes too long may take so long, later ones less: many answers meet one pattern. */
const firstLimitMs = 1000;
const laterLimitMs = 100;

/** Runs work that a builder's pattern and a stranger's text may make endless; undefined when it took too long. */
export type LimitTime = <Result>(work: () => Result) => Result | undefined;

/**
 * Makes what ends synchronous work after a second, also within a regular expression, which nothing else can stop.
 * The work is no text: no code is made.
 */
export const createTimeLimit = (): LimitTime => {
  const place: { work: () => unknown } = { work: () => undefined };
  const context = createContext({ run: () => place.work() });
  const script = new Script("run()");
  let timeout = firstLimitMs;
  return <Result>(work: () => Result): Result | undefined => {
    place.work = work;
    try {
      return script.runInContext(context, { timeout }) as Result;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
      timeout = laterLimitMs;
      return undefined;
    }
  };
};
