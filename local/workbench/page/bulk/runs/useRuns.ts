import { useEffect, useState } from "preact/hooks";
import type { RunView } from "../../../wire/run";
import { get, sentenceOf } from "../../app/api";
import { onEvent } from "../../app/events";
import { withAnswer, withRun } from "../../run/mergeRuns";

/** A run tells its figures twenty times a second; a list is written so often, in milliseconds. */
const writtenEveryMs = 250;

/** The actions that ran in this session, the newest first. */
export const useRuns = (): { runs: RunView[] | undefined; problem: string | undefined } => {
  const [state, setState] = useState<{ runs?: RunView[]; problem?: string }>({});
  useEffect(() => {
    let held: readonly RunView[] = [];
    let timer: number | undefined;
    let isClosed = false;
    const write = (): void => {
      timer = undefined;
      setState({ runs: held.filter(({ asked }) => asked.kind === "action").reverse() });
    };
    const load = (): void => {
      const askedAtMs = Date.now();
      get<RunView[]>("/api/runs").then(
        (runs) => {
          if (isClosed) return;
          held = withAnswer(held, runs, askedAtMs);
          write();
        },
        (error: unknown) => isClosed || setState({ problem: sentenceOf(error) }),
      );
    };
    load();
    const stop = onEvent((event) => {
      if (event.type === "resync") load();
      if (event.type !== "run") return;
      held = withRun(held, event.run);
      timer ??= window.setTimeout(write, writtenEveryMs);
    });
    return () => {
      isClosed = true;
      stop();
      window.clearTimeout(timer);
    };
  }, []);
  return { runs: state.runs, problem: state.problem };
};
