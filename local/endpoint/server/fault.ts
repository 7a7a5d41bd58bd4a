/** Which requests a fault is for: every one, unless narrowed. */
export interface FaultScope {
  match?: {
    method?: string;
    /** Text that the path contains, or a pattern that it matches. */
    path?: string | RegExp;
  };
  /** How many matching requests it spoils; default 1. */
  times?: number;
  /** The work of a request is done all the same: its answer alone is lost, and the fault comes in its place. */
  isServed?: boolean;
}

/** One thing that goes wrong (or, with `pass`, for once does not), as plain data. */
export type FaultKind =
  | {
      kind: "status";
      status: number;
      headers?: Record<string, string>;
      /** An object is sent as JSON, text as it is. */
      body?: unknown;
      contentType?: string;
    }
  /** 429 in the shape of the api, with the wait headers given. */
  | {
      kind: "rateLimited";
      retryAfterMs?: number;
      /** Seconds, or a date. */
      retryAfter?: number | string;
      xMsRetryAfterMs?: number;
    }
  /** 429 `insufficient_quota`: billing exhausted, waiting does not help. */
  | { kind: "quotaExceeded" }
  /** 400 in the shape D (chat), E (dated, images) or F (Responses). */
  | { kind: "contentFilter"; shape: "D" | "E" | "F" }
  | { kind: "redirect"; status: 301 | 302 | 303 | 307 | 308; location: string }
  /** 200 with a page, as a proxy or a portal would answer. */
  | { kind: "html" }
  /** 200 without a single byte. */
  | { kind: "empty" }
  /** 200 whose body is an error. */
  | { kind: "errorObject"; body?: { error: Record<string, unknown> } }
  /** A complete, chunked HTTP answer whose JSON stops in the middle. */
  | { kind: "truncatedJson" }
  /** Fewer bytes than content-length promised, then an orderly end. */
  | { kind: "truncate" }
  /** The connection is reset before anything was answered. */
  | { kind: "reset" }
  /** The connection is reset in the middle of the body. */
  | { kind: "resetMidBody" }
  /** No answer, ever. */
  | { kind: "hang" }
  /** The request is served as usual: a place holder in a script. */
  | { kind: "pass" };

/** One line of the script: what goes wrong, and for which requests. */
export type Fault = FaultScope & FaultKind;
