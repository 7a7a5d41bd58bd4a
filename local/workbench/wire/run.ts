import type { AskedStep } from "./entered";

/** How far a run is. */
export type RunState = "running" | "succeeded" | "failed" | "cancelled";

/** What went wrong with a step. */
export interface RunProblem {
  message: string;
  /** Keys of the box that the error names, a group's key before its member's. */
  input?: string[];
  /** The error's facts, such as its kind and status. */
  facts?: Record<string, string | number | boolean>;
}

/** One run of a step in the history of a session. */
export interface RunView {
  id: string;
  /** Name of the step by which later ones refer to its result, such as `createChatCompletion2`. */
  name: string;
  label: string;
  asked: AskedStep;
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
  /** Of a file. */
  contentType?: string;
  fileName?: string;
  /** Address of a file's bytes on this server. */
  href?: string;
}
