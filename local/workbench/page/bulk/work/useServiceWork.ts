import { useEffect, useState } from "preact/hooks";
import type { ServiceWorkList } from "../../../wire/bulk";
import { get, sentenceOf } from "../../app/api";

/** While something goes on, the lists are read so often, in milliseconds. */
const readEveryMs = 3_000;

interface ReadWork {
  connection?: string;
  list?: ServiceWorkList;
  problem?: string;
}

/** The batches and jobs of a connection, read again as long as one of them goes on and the page is seen. */
export const useServiceWork = (connection: string): ReadWork & { read(): void } => {
  const [state, setState] = useState<ReadWork>({});
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    let timer: number | undefined;
    const later = (): void => {
      timer = window.setTimeout(
        () => (document.visibilityState === "hidden" ? later() : void read()),
        readEveryMs,
      );
    };
    const read = async (): Promise<void> => {
      try {
        const path = `/api/bulk/work?connection=${encodeURIComponent(connection)}`;
        const list = await get<ServiceWorkList>(path, stop.signal);
        setState({ connection, list });
        if (list.works.some(({ isRunning }) => isRunning)) later();
      } catch (error) {
        if (!stop.signal.aborted) setState({ connection, problem: sentenceOf(error) });
      }
    };
    void read();
    return () => {
      stop.abort();
      window.clearTimeout(timer);
    };
  }, [connection, asked]);
  const shown = state.connection === connection ? state : {};
  return { ...shown, read: () => setAsked(asked + 1) };
};
