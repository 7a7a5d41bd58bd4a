import type { ResponseHeaders } from "./retryTiming";

/** A complete response as the transport delivers it. */
export interface WireResponse {
  status: number;
  headers: ResponseHeaders;
  body: Buffer;
  /** The body parsed, where JSON was asked for and came. */
  json?: { value: unknown };
}
