import type { TokenPrice } from "../text/tokenPrice";
import type { Outcome } from "./answer/outcome";

/*
 * What a step tells of its work while it runs, to whoever hands an `observe` in with its context. No event holds a
 * body, a header or a query's value, and known secrets are cut out of what it holds.
 */

/** What the answers of a step used, as far as they say so. */
export interface Spent {
  tokens: number;
  /** In the currency of the prices entered; absent without any. */
  cost?: number | undefined;
}

/** How an attempt ended, and what follows. */
export interface AttemptEvent {
  type: "attempt";
  /** The label of the step's action. */
  action: string;
  method: string;
  /** Without its query's values. */
  url: string;
  /** The model or deployment that the call names. */
  model?: string | undefined;
  /** Place of the item that the call is about in its run, from 0. */
  item?: number | undefined;
  /** Which attempt of its call it was, from 1. */
  attempt: number;
  /** In milliseconds since the epoch. */
  startedAtMs: number;
  durationMs: number;
  outcome: "answered" | "cancelled" | Outcome["type"];
  /** Absent where no answer came. */
  status?: number | undefined;
  /** The code of a failure: the service's, or the system's such as ECONNRESET. */
  code?: string | undefined;
  /** How long the next attempt waits, in milliseconds; absent where none follows. */
  waitMs?: number | undefined;
  /** Absent where the answer says nothing of it. */
  spent?: Spent | undefined;
}

/** What is known of one quota: stated by headers, or measured between refusals. */
export interface QuotaLevel {
  perMinute: number;
  /** How much of it is left, less what was started and not answered; below 0 while it is owed. */
  left: number;
}

/** The quotas of a deployment as its pacer sees them; absent is what nothing is known of. */
export interface QuotaView {
  requests?: QuotaLevel | undefined;
  tokens?: QuotaLevel | undefined;
}

/** A pause of all items after a refusal for rate. */
export interface PauseEvent {
  type: "pause";
  action: string;
  /** In milliseconds since the epoch, as is the time until which it lasts. */
  atMs: number;
  untilMs: number;
  /** True once a quota is known to be used up; until then, the refusal may have meant one item alone. */
  isProved: boolean;
  quota: QuotaView;
}

/** How far a run over many items has come: told at its start, and with each item that ends or is refused. */
export interface ProgressEvent {
  type: "progress";
  action: string;
  /** In milliseconds since the epoch. */
  atMs: number;
  /** What the items are called, such as prompts. */
  noun: string;
  /** Items that ended, the failed ones included. */
  done: number;
  failed: number;
  total: number;
  /** Items that ended in a second, since the run began; absent before the first. */
  perSecond?: number | undefined;
  /** About how long what is left takes; absent as long as nothing tells. */
  leftMs?: number | undefined;
  /** What the step has used so far, other runs of it included. */
  spent: Spent;
  quota: QuotaView;
}

/** What a step tells of its work. */
export type StepEvent = AttemptEvent | PauseEvent | ProgressEvent;

/** Takes what a step tells. What it throws is not heard. */
export type Observe = (event: StepEvent) => void;

/** Reads what an answer used, at its connection's price; undefined where its usage says nothing. */
export type MeasureUsage = (usage: unknown, price: TokenPrice | undefined) => Spent | undefined;
