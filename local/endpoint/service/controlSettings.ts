import type { QuotaOptions } from "./quota";

/** A wait that differs from request to request. */
export interface LatencySpread {
  fromMs: number;
  toMs: number;
}

/** Which prompts the content filter refuses, whatever is in them. */
export interface FilterSettings {
  /** The share of the requests, from 0 to 1. */
  share: number;
  /** Chooses which; the same ones for the same number. */
  seed: number;
  /** So many of the next ones. */
  next: number;
}

/** What can be set while an endpoint runs. */
export interface ControlSettings {
  /** The wait before each answer. */
  latencyMs: number | LatencySpread;
  /** Nothing is limited that has no number. */
  quota: QuotaOptions;
  contentFilter: FilterSettings;
  /** The day of each model, with its version behind or without, or of a deployment: `{ "gpt-5.4": "2026-12-01" }`. */
  retirements: Record<string, string>;
}

/** No prompt is refused but for what is in it. */
export const noFilterRefusals: FilterSettings = { share: 0, seed: 1, next: 0 };
