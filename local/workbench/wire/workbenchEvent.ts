import type { StepEvent } from "../../../src/client/events";
import type { LogLine, RunView } from "./run";

/** What the server tells its pages. */
export type WorkbenchEvent =
  /** A run began, ended, or has new figures. */
  | { type: "run"; run: RunView }
  /** What a step told its observer since the last time; `first` is the place of the first of them among all. */
  | { type: "step"; run: string; first: number; events: StepEvent[] }
  | { type: "log"; run: string; lines: LogLine[] }
  /** The component was loaded anew, or could not be. */
  | { type: "component" }
  /** The list of connections changed. */
  | { type: "connections" }
  /** A trigger was called, or what it keeps changed. */
  | { type: "trigger"; key: string }
  /** The local endpoint got requests. */
  | { type: "exchanges"; last: number }
  /** The settings of the local endpoint changed. */
  | { type: "endpoint" }
  /** Events were missed: ask for everything anew. */
  | { type: "resync" };
