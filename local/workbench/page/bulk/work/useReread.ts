import { useEffect, useState } from "preact/hooks";
import { get, sentenceOf } from "../../app/api";

/** While something goes on, it is read so often, in milliseconds. */
const readEveryMs = 3_000;

interface Reread<Answer> {
  value?: Answer;
  problem?: string;
}

/**
 * Reads something from the server, and again as long as it goes on and the page is seen. Where it can't be read, what was
 * read before stays beside the reason.
 */
export const useReread = <Answer>(
  path: string,
  isRunning: (answer: Answer) => boolean,
): Reread<Answer> & { read(): void } => {
  const [state, setState] = useState<Reread<Answer> & { path?: string }>({});
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: number | undefined;
    let goesOn = false;
    const later = (): void => {
      timer = window.setTimeout(
        () => (document.visibilityState === "hidden" ? later() : void read()),
        readEveryMs,
      );
    };
    const read = async (): Promise<void> => {
      try {
        const value = await get<Answer>(path, stop.signal);
        goesOn = isRunning(value);
        setState({ path, value });
      } catch (error) {
        if (stop.signal.aborted) return;
        const problem = sentenceOf(error);
        setState((former) => (former.path === path ? { ...former, problem } : { path, problem }));
      }
      if (goesOn) later();
    };
    void read();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [path, asked]);
  const shown = state.path === path ? state : {};
  return { ...shown, read: () => setAsked(asked + 1) };
};
