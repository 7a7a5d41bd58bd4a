import { createContext, Script } from "node:vm";

/**
 * The time limit, in milliseconds. After work that exceeded it, the limit is shorter: many answers may meet the same
 * pattern.
 */
const firstLimitMs = 1000;
const laterLimitMs = 100;
/** On a busy machine, time passes without work: the work is started again up to this many times. */
const mostAttempts = 5;

/** Runs work that may never end because of a builder's pattern; undefined when it took too long. */
export type LimitTime = <Result>(work: () => Result) => Result | undefined;

/** CPU time of the process in milliseconds. */
const workedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const isTimeout = (error: unknown): boolean =>
  (error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/**
 * Makes a runner that ends synchronous work after a second, even within a regular expression, which nothing else can
 * stop. The work is a function: no code is made from text. Work that was delayed by other processes gets more time.
 * `worked` returns the milliseconds of work so far.
 */
export const createTimeLimit = (worked: () => number = workedMs): LimitTime => {
  const place: { work: () => unknown } = { work: () => undefined };
  const context = createContext({ run: () => place.work() });
  const script = new Script("run()");
  let limitMs = firstLimitMs;
  return <Result>(work: () => Result): Result | undefined => {
    place.work = work;
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const before = worked();
      try {
        return script.runInContext(context, { timeout: limitMs * 2 ** attempt }) as Result;
      } catch (error) {
        if (!isTimeout(error)) throw error;
        if (worked() - before >= limitMs / 2) break;
      }
    }
    limitMs = laterLimitMs;
    return undefined;
  };
};
