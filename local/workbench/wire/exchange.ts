/** A request to a local service and what became of it, in a row of a table. */
export interface ExchangeRow {
  /** Counts the requests of all services, from 1. */
  number: number;
  /** Larger than that of whatever changed before. */
  change: number;
  server: string;
  method: string;
  path: string;
  /** The model or deployment that it names. */
  model: string | null;
  /** `broken`: the connection ended before a whole answer had gone out. */
  state: "open" | "answered" | "broken";
  /** Null while no status has gone out. */
  status: number | null;
  /** What decided the answer; null while nothing has. */
  decidedBy: "served" | "refused" | "fault" | "quota" | "contentFilter" | "retirement" | null;
  /** The kind of the fault that spoiled it. */
  fault: string | null;
  atMs: number;
  /** Null while it is open. */
  tookMs: number | null;
  requestBytes: number | null;
  answerBytes: number | null;
}

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
export interface ShownBody {
  contentType: string | null;
  /** Bytes of the whole. */
  bytes: number;
  /** Null for what is no text. */
  text: string | null;
  /** The text is the beginning of a longer one. */
  isCut: boolean;
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
