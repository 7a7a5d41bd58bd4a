import type { ExchangeBody, ExchangeSummary } from "../../endpoint/server/exchanges/exchange";

/** A request to a local service and what became of it, in a row of a table. */
export type ExchangeRow = ExchangeSummary;

/** Some of the requests, the newest first, and where the log stands. */
export interface ExchangeRows {
  rows: ExchangeRow[];
  /** True when there are more with smaller numbers. */
  hasMore: boolean;
  /** Number of the oldest that is kept; 0 when nothing is. */
  oldest: number;
  /** Count of changes so far, to ask for those after it. */
  change: number;
}

/** An image in a body. */
export interface ExchangeImage {
  /** Its address on this server. */
  href: string;
  contentType: string;
  bytes: number;
}

/** A body as a page shows it. */
export interface ShownBody extends ExchangeBody {
  /** The text is JSON that was indented. */
  isIndented: boolean;
  images: ExchangeImage[];
}

/** A request or its answer. */
export interface ExchangeSide {
  headers: Record<string, string>;
  /** Null while it has not arrived or gone out. */
  body: ShownBody | null;
}

/** A request with its whole answer. */
export interface ShownExchange extends ExchangeRow {
  query: Record<string, string>;
  request: ExchangeSide;
  /** Null where nothing was answered. */
  answer: ExchangeSide | null;
}
