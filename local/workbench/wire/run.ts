import type { AttemptEvent, StepEvent } from "../../../src/client/events";
import type { AskedStep } from "./entered";

/** How far a run is. */
export type RunState = "running" | "succeeded" | "failed" | "cancelled";

/** What went wrong with a step. */
export interface RunProblem {
  message: string;
  /** Keys of the box that the error names, a group's key before its member's. */
  input?: string[];
  /** Id of the connection that only a change of it can mend. */
  connection?: string;
  /** The error's facts, such as its kind and status. */
  facts?: Record<string, string | number | boolean>;
}

/** One run of a step in the history of a session. */
export interface RunView {
  id: string;
  /** Name of the step by which later ones refer to its result, such as `createChatCompletion2`. */
  name: string;
  label: string;
  /** What was asked for; its form is at an address of its own, since it may hold many records. */
  asked: Omit<AskedStep, "form">;
  state: RunState;
  /** In milliseconds since the epoch. */
  startedAtMs: number;
  endedAtMs?: number;
  problem?: RunProblem;
  branch?: string;
  contentType?: string;
  /** Attempts so far. */
  attempts: number;
  logLines: number;
  tokens: number;
  /** In the currency of the entered prices; absent where it is unknown. */
  cost?: number;
}

/** One line of a step's log. */
export interface LogLine {
  atMs: number;
  level: "debug" | "info" | "warn" | "error";
  text: string;
}

/** A part of a result as a page shows it. */
export interface ResultNode {
  kind: "null" | "boolean" | "number" | "text" | "list" | "object" | "file" | "absent";
  /** A number, a boolean, or a text or its beginning. */
  value?: string | number | boolean;
  /** Length of a text in characters, of a list or an object in entries, of a file in bytes. */
  size?: number;
  /** Entries from `offset` on, as many as were asked for. */
  children?: Array<{ name: string; node: ResultNode }>;
  offset?: number;
  /** Of a file, or of a text that can be shown as more than a text. */
  contentType?: string;
  fileName?: string;
  /** Address of the bytes of a file or of a long text on this server. */
  href?: string;
  /** Fields that the object of a file has; absent where it is bytes alone. */
  entries?: number;
}

/** Some of a run's events, in their order. */
export interface EventPage {
  events: StepEvent[];
  /** Events that were before those that follow. */
  next: number;
  total: number;
}

/** Some of a run's attempts, in the order in which they ended. Those of an item are numbered throughout the run. */
export interface AttemptPage {
  rows: AttemptEvent[];
  total: number;
}

/** Some lines of a run's log, of those that were looked for. */
export interface LogPage {
  rows: LogLine[];
  total: number;
}
