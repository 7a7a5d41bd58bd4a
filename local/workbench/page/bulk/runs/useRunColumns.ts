import { useEffect, useRef, useState } from "preact/hooks";
import type { EventPage } from "../../../wire/run";
import { get, sentenceOf } from "../../app/api";
import { onEvent } from "../../app/events";
import type { RunColumns } from "../columns/RunColumns";
import { RunFollower } from "./RunFollower";

/** Figures are written so often, in milliseconds; nobody reads faster. The timeline is drawn with each frame. */
const writtenEveryMs = 250;
/** Waits that count down are written so often, also while nothing is told. */
const countedEveryMs = 1_000;

/** What a run has told so far. */
interface FollowedRun {
  columns: RunColumns | undefined;
  problem: string | undefined;
  /** Counts changes, for who draws with each frame. */
  version: { current: number };
}

/** Follows a run as long as the component stands, and renders it a few times a second. */
export const useRunColumns = (run: string, isRunning: boolean): FollowedRun => {
  const version = useRef(0);
  const [state, setState] = useState<{ columns?: RunColumns; problem?: string; written?: number }>({});
  useEffect(() => {
    let timer: number | undefined;
    const write = (): void => {
      timer = undefined;
      setState({ columns: follower.columns, written: version.current });
    };
    const follower = new RunFollower(run, {
      read: (after) => get<EventPage>(`/api/runs/${encodeURIComponent(run)}/events?after=${after}`),
      changed: () => {
        version.current += 1;
        timer ??= window.setTimeout(write, writtenEveryMs);
      },
      failed: (error) => setState({ columns: follower.columns, problem: sentenceOf(error) }),
    });
    setState({ columns: follower.columns });
    const stop = onEvent((event) => follower.hear(event));
    void follower.readOn();
    return () => {
      stop();
      follower.close();
      window.clearTimeout(timer);
    };
  }, [run]);
  useEffect(() => {
    if (!isRunning) return undefined;
    const timer = window.setInterval(() => setState((shown) => ({ ...shown })), countedEveryMs);
    return () => window.clearInterval(timer);
  }, [isRunning]);
  return { columns: state.columns, problem: state.problem, version };
};
