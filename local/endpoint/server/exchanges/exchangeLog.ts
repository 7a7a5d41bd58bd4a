import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { type Exchange, type ExchangeSummary, summaryOf } from "./exchange";
import { type ArrivedExchange, ExchangeRecord } from "./exchangeRecord";

/** How much is kept. */
export interface ExchangeLogOptions {
  /** Default 1,000; above it, the oldest go. */
  mostExchanges?: number;
  /** Of each body, give or take a few; default 256 kB. */
  mostBodyBytes?: number;
  /** Of all bodies together; default 64 MB. Above it, the oldest go. */
  mostBytes?: number;
}

/** Which exchanges are wanted. */
export interface ExchangeQuery {
  /** Those with a larger number. */
  after?: number;
  /** Those with a smaller number. */
  before?: number;
  /** Those that began or changed after this change. */
  changedAfter?: number;
  /** How many at most; default 200. */
  most?: number;
  /** Default: the oldest first. */
  order?: "oldestFirst" | "newestFirst";
}

/** Some of the exchanges, and where the log stands. */
export interface ExchangePage {
  exchanges: ExchangeSummary[];
  /** True when more of them are wanted than fit. */
  hasMore: boolean;
  /** Number of the oldest that is kept; 0 for an empty log. */
  oldest: number;
  /** Number of the newest; 0 before the first. */
  newest: number;
  /** Count of changes so far. */
  change: number;
}

/** What a server tells a log of its own. */
export interface ExchangeRecorder {
  /** Notes a request that begins to arrive. */
  open(request: ArrivedExchange, response: ServerResponse, nowMs: () => number): ExchangeRecord;
  /** Blanks a secret of the server wherever it occurs from now on. */
  hide(secret: string): void;
}

/** The last exchanges of some servers, without a credential in them. */
export class ExchangeLog {
  private readonly kept = new Map<number, Exchange>();
  private readonly secrets = new Set<string>();
  private readonly events = new EventEmitter();
  private readonly limits: Required<ExchangeLogOptions>;
  private newest = 0;
  private change = 0;
  private bytes = 0;

  constructor(options: ExchangeLogOptions = {}) {
    this.limits = { mostExchanges: 1000, mostBodyBytes: 256 * 1024, mostBytes: 64 * 1024 ** 2, ...options };
    this.events.setMaxListeners(0);
  }

  /** What a server is to be given, under the name that its exchanges bear. */
  recorderOf(server: string): ExchangeRecorder {
    return {
      open: (arrived, response, nowMs) => {
        const record = new ExchangeRecord(this.newest + 1, server, arrived, {
          ...{ nowMs, secrets: this.secrets, mostBodyBytes: this.limits.mostBodyBytes },
          onChange: (exchange, addedBytes) => this.note(exchange, addedBytes),
        });
        this.newest += 1;
        this.kept.set(record.exchange.number, record.exchange);
        this.note(record.exchange, 0);
        record.follow(response);
        return record;
      },
      hide: (secret) => {
        if (secret.length >= shortestSecret) this.secrets.add(secret);
      },
    };
  }

  /** Lists exchanges without their headers and bodies. */
  list(query: ExchangeQuery = {}): ExchangePage {
    const { after = 0, before = Infinity, changedAfter = 0, most = 200, order = "oldestFirst" } = query;
    const wanted = [...this.kept.values()].filter(
      ({ number, change }) => number > after && number < before && change > changedAfter,
    );
    if (order === "newestFirst") wanted.reverse();
    const [first] = this.kept.keys();
    return {
      exchanges: wanted.slice(0, most).map(summaryOf),
      hasMore: wanted.length > most,
      ...{ oldest: first ?? 0, newest: this.newest, change: this.change },
    };
  }

  /** An exchange with its headers and bodies as it is now; undefined for one that went. */
  find(number: number): Exchange | undefined {
    return structuredClone(this.kept.get(number));
  }

  /** Calls a listener, which must not throw, with each exchange that begins or changes; gives what ends that. */
  onExchange(listener: (exchange: ExchangeSummary) => void): () => void {
    this.events.on("exchange", listener);
    return () => void this.events.off("exchange", listener);
  }

  /** Forgets all of them; numbers go on. */
  clear(): void {
    this.kept.clear();
    this.bytes = 0;
  }

  private note(exchange: Exchange, addedBytes: number): void {
    if (!this.kept.has(exchange.number)) return;
    exchange.change = ++this.change;
    this.bytes += addedBytes;
    const { mostExchanges, mostBytes } = this.limits;
    for (const [number, oldest] of this.kept) {
      if (this.kept.size <= mostExchanges && this.bytes <= mostBytes) break;
      this.kept.delete(number);
      this.bytes -= keptBytes(oldest);
    }
    this.events.emit("exchange", summaryOf(exchange));
  }
}

/** Anything shorter would be found in texts that have nothing to do with it. */
const shortestSecret = 8;

const keptBytes = ({ requestBody, answerBody }: Exchange): number =>
  (requestBody?.text?.length ?? 0) + (answerBody?.text?.length ?? 0);
