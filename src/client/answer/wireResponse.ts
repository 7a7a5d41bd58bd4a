import type { ResponseHeaders } from "./headers";
import type { NotAnAnswerOutcome } from "./outcome";

/** A complete response as the transport delivers it. */
export interface WireResponse {
  status: number;
  headers: ResponseHeaders;
  /** The complete body. Empty where a receiver took it, or where it is large and `json` holds its value. */
  body: Buffer;
  /** The body parsed, where JSON was asked for and came. */
  json?: { value: unknown };
  /** Why the response is no answer, where decoding has shown that. */
  flaw?: NotAnAnswerOutcome;
}
