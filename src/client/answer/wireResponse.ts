import type { ResponseHeaders } from "./headers";
import type { NotAnAnswerOutcome } from "./outcome";

/** A complete response as the transport delivers it. */
export interface WireResponse {
  status: number;
  headers: ResponseHeaders;
  /** Complete; empty where a receiver took it, or where it is large and `json` holds what it said. */
  body: Buffer;
  /** The body parsed, where JSON was asked for and came. */
  json?: { value: unknown };
  /** Why it is no answer, where that shows before anybody reads it. */
  flaw?: NotAnAnswerOutcome;
}
