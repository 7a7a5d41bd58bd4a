import { createContext, Script } from "node:vm";

/** The first work that takes too long may take so long, later ones less: many answers meet one pattern. */
const firstLimitMs = 1000;
const laterLimitMs = 100;
/** On a machine that is busy with other things, time passes without work: so often the work is begun again. */
const mostAttempts = 5;

/** Runs work that a builder's pattern and a stranger's text may make endless; undefined when it took too long. */
export type LimitTime = <Result>(work: () => Result) => Result | undefined;

/** Milliseconds that the process has worked, whatever the clock says. */
const workedMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const isTimeout = (error: unknown): boolean =>
  (error as { code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";

/**
 * Makes what ends synchronous work after a second, also within a regular expression, which nothing else can stop.
 * The work is no text: no code is made. Work that was kept waiting, rather than working for that long, gets more
 * time. `worked` tells the milliseconds of work so far.
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
