import { useEffect, useState } from "preact/hooks";
import type { WorkbenchEvent } from "../../wire/workbenchEvent";
import { get, sentenceOf } from "../app/api";
import { onEvent } from "../app/events";
import { serverState } from "../app/serverState";

/** What was asked for, or why it is not there. Both are absent while it is on its way. */
interface Loaded<Answer> {
  value?: Answer;
  problem?: string;
}

/**
 * Runs a task whenever asked to, but once at a time: asked meanwhile, it runs once more after. What was on its way is so
 * shown as soon as it comes, also where events ask for it again and again.
 */
const oneAtATime = (task: () => Promise<void>): (() => void) => {
  let isRunning = false;
  let isAskedAgain = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    do {
      isAskedAgain = false;
      await task();
    } while (isAskedAgain);
    isRunning = false;
  };
  return () => {
    isAskedAgain = true;
    if (!isRunning) void run();
  };
};

/**
 * Loads something from the server, and again after each of these kinds of event.
 * @param path - absent while nothing is to be loaded
 */
export const useLoaded = <Answer>(
  path: string | undefined,
  after: ReadonlyArray<WorkbenchEvent["type"]> = [],
): Loaded<Answer> => {
  const [loaded, setLoaded] = useState<Loaded<Answer> & { path?: string | undefined }>({});
  const kinds = after.join();
  useEffect(() => {
    if (path === undefined) return undefined;
    const leaving = new AbortController();
    const load = oneAtATime(async () => {
      try {
        const value = await get<Answer>(path, leaving.signal);
        setLoaded({ path, value });
      } catch (error) {
        if (leaving.signal.aborted) return;
        const failed = { path, problem: sentenceOf(error) };
        // While the server is away, the frame says so, and the page keeps what it shows.
        setLoaded((former) =>
          serverState.value !== "answering" && former.path === path && former.value !== undefined
            ? former
            : failed,
        );
      }
    });
    load();
    const stop = onEvent(({ type }) => {
      if (type === "resync" || kinds.split(",").includes(type)) load();
    });
    return () => {
      stop();
      leaving.abort();
    };
  }, [path, kinds]);
  return loaded.path === path ? loaded : {};
};
