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
    let current = new AbortController();
    const load = () => {
      current.abort();
      const asked = new AbortController();
      current = asked;
      get<Answer>(path, asked.signal).then(
        (value) => setLoaded({ path, value }),
        (error: unknown) => {
          if (asked.signal.aborted) return;
          const failed = { path, problem: sentenceOf(error) };
          // While the server is away, the frame says so, and the page keeps what it shows.
          setLoaded((former) =>
            serverState.value !== "answering" && former.path === path && former.value !== undefined
              ? former
              : failed,
          );
        },
      );
    };
    load();
    const stop = onEvent(({ type }) => {
      if (type === "resync" || kinds.split(",").includes(type)) load();
    });
    return () => {
      stop();
      current.abort();
    };
  }, [path, kinds]);
  return loaded.path === path ? loaded : {};
};
