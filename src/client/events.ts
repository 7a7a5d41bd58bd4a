import type { Outcome } from "./answer/outcome";

/*
 * The events of a running step, for whoever passes an `observe` with its context. No event holds a body, a header or
 * the value of a query parameter, and known secrets are removed.
 */

/** What the answers of a step used, where they say so. */
export interface Spent {
  tokens: number;
  /** In the currency of the entered prices; absent without prices. */
  cost?: number | undefined;
}

/** The start of an attempt. The event of its end has the same item, attempt and time. */
export interface StartEvent {
  type: "start";
  /** The label of the step's action. */
  action: string;
  /** The model or deployment of the call. */
  model?: string | undefined;
  /** Index in its run of the item that the call is for. */
  item?: number | undefined;
  /** Number of the attempt in its call, from 1. */
  attempt: number;
  /** In milliseconds since the epoch. */
  startedAtMs: number;
}

/** How an attempt ended, and whether another one follows. */
export interface AttemptEvent extends Omit<StartEvent, "type"> {
  type: "attempt";
  method: string;
  /** Without the values of query parameters. */
  url: string;
  durationMs: number;
  outcome: "answered" | "cancelled" | Outcome["type"];
  /** Absent where there was no answer. */
  status?: number | undefined;
  /** The code of a failure: the service's, or the system's, such as ECONNRESET. */
  code?: string | undefined;
  /** The wait before the next attempt, in milliseconds; absent where none follows. */
  waitMs?: number | undefined;
  /** Absent where the answer does not say what it used. */
  spent?: Spent | undefined;
}

/** One quota, as headers state it or as refusals measured it. */
export interface QuotaLevel {
  perMinute: number;
  /** What is left, minus what was started and not yet answered. Below 0 while more was started than is left. */
  left: number;
}

/** The quotas of a deployment, as its pacer knows them. An unknown quota is absent. */
export interface QuotaView {
  requests?: QuotaLevel | undefined;
  tokens?: QuotaLevel | undefined;
}

/** A pause of all items after a refusal for rate. */
export interface PauseEvent {
  type: "pause";
  action: string;
  /** In milliseconds since the epoch, like `untilMs`. */
  atMs: number;
  untilMs: number;
  /** True once a quota is known to be used up. Until then, the items themselves may be the cause of the refusal. */
  isProved: boolean;
  quota: QuotaView;
}

/** The progress of a run over many items, at its start and whenever an item ends or is refused. */
export interface ProgressEvent {
  type: "progress";
  action: string;
  /** In milliseconds since the epoch. */
  atMs: number;
  /** What the items are called, such as "prompts". */
  noun: string;
  /** Items that ended, including those that failed. */
  done: number;
  failed: number;
  total: number;
  /** Items that ended per second since the run began; absent before the first. */
  perSecond?: number | undefined;
  /** About how long the other items will take, in milliseconds; absent while it is unknown. */
  leftMs?: number | undefined;
  /** What the step has used so far, including its other runs. */
  spent: Spent;
  quota: QuotaView;
}

/** An event of a step. */
export type StepEvent = StartEvent | AttemptEvent | PauseEvent | ProgressEvent;

/** Is called with the events of a step. What it throws is ignored. */
export type Observe = (event: StepEvent) => void;
