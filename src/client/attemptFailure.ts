import type { InternalAxiosRequestConfig } from "axios";
import type { Outcome } from "./outcome";

/** One failed attempt, between the transport and the retry rule; it never leaves the client. */
export class AttemptFailure extends Error {
  override name = "AttemptFailure";
  /** Where axios-retry finds the request to repeat. */
  config?: InternalAxiosRequestConfig;

  constructor(readonly outcome: Outcome) {
    super(outcome.type);
  }
}
