import type { FaultKind } from "../fault";

/**
 * What decided an answer: the service's own work, a refusal of its own, a fault that was asked for, or one of the
 * things that a control sets.
 */
export type Decision = "served" | "refused" | "fault" | "quota" | "contentFilter" | "retirement";

/** A body as it is kept: the beginning of a text, or only the size of anything else. */
export interface ExchangeBody {
  contentType: string | null;
  /** Bytes of the whole. */
  bytes: number;
  /** Null for what is no text. */
  text: string | null;
  /** The text is the beginning of a longer one. */
  isCut: boolean;
}

/** A request and what became of it, in a row of a list. */
export interface ExchangeSummary {
  /** Counts the requests of all servers of a log, from 1. */
  number: number;
  /** Counts the changes of a log: larger than that of whatever changed before. */
  change: number;
  server: string;
  method: string;
  path: string;
  /** The model or deployment that the path or the body names; null until one does. */
  model: string | null;
  /** `broken`: the connection ended before a whole answer had gone out. */
  state: "open" | "answered" | "broken";
  /** Null while no status has gone out. */
  status: number | null;
  /** Null while it is open and undecided. */
  decidedBy: Decision | null;
  fault: FaultKind["kind"] | null;
  atMs: number;
  /** Null while it is open. */
  tookMs: number | null;
  /** Null while the body is arriving. */
  requestBytes: number | null;
  answerBytes: number | null;
}

/** A request with its whole answer, and no credential in it. */
export interface Exchange extends ExchangeSummary {
  query: Record<string, string>;
  requestHeaders: Record<string, string>;
  requestBody: ExchangeBody | null;
  /** Those that the server chose; Node adds a date and the connection's. */
  answerHeaders: Record<string, string> | null;
  answerBody: ExchangeBody | null;
}

/** An exchange without its headers and bodies. */
export const summaryOf = (exchange: Exchange): ExchangeSummary => {
  const { query: _, requestHeaders, requestBody, answerHeaders, answerBody, ...summary } = exchange;
  return summary;
};
