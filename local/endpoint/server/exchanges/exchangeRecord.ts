import type { ServerResponse } from "node:http";
import type { SentAnswer } from "../answer";
import type { FaultKind } from "../fault";
import { askedModel } from "./askedModel";
import type { Decision, Exchange, ExchangeBody } from "./exchange";
import { exchangeBody } from "./exchangeBody";
import { hideInRecord, hideInText } from "./hideSecrets";

/** The head of a request. */
export interface ArrivedExchange {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
}

/** What a record needs of its log. */
interface RecordSurroundings {
  nowMs: () => number;
  secrets: ReadonlySet<string>;
  mostBodyBytes: number;
  /** Told of each change, and of how many characters of bodies came with it. */
  onChange: (exchange: Exchange, addedBytes: number) => void;
}

/** Writes down one exchange while it goes on. */
export class ExchangeRecord {
  readonly exchange: Exchange;

  constructor(
    number: number,
    server: string,
    arrived: ArrivedExchange,
    private readonly surroundings: RecordSurroundings,
  ) {
    const { secrets } = surroundings;
    this.exchange = {
      ...{ number, change: 0, server, method: arrived.method, path: hideInText(arrived.path, secrets) },
      ...{ model: null, state: "open", status: null, decidedBy: null, fault: null },
      ...{ atMs: surroundings.nowMs(), tookMs: null, requestBytes: null, answerBytes: null },
      query: hideInRecord(arrived.query, secrets),
      requestHeaders: hideInRecord(arrived.headers, secrets),
      ...{ requestBody: null, answerHeaders: null, answerBody: null },
    };
  }

  /** Follows the response to its end. */
  follow(response: ServerResponse): void {
    response.once("close", () => {
      this.exchange.state = response.writableFinished ? "answered" : "broken";
      this.exchange.tookMs = this.surroundings.nowMs() - this.exchange.atMs;
      this.surroundings.onChange(this.exchange, 0);
    });
  }

  /** Notes the body of the request, which has arrived. */
  receive(bytes: Buffer, contentType: string | undefined): void {
    const body = this.bodyOf(bytes, contentType);
    this.exchange.model =
      hideInText(askedModel(this.exchange.path, bytes), this.surroundings.secrets) || null;
    this.exchange.requestBytes = body.bytes;
    this.exchange.requestBody = body;
    this.surroundings.onChange(this.exchange, body.text?.length ?? 0);
  }

  /** Notes what goes out, which is nothing for a request that is left hanging or reset, and what decided it. */
  answer(sent: SentAnswer | undefined, decidedBy: Decision, fault?: FaultKind["kind"]): void {
    const { exchange, surroundings } = this;
    exchange.decidedBy = decidedBy;
    exchange.fault = fault ?? null;
    if (sent !== undefined) {
      const headers = Object.fromEntries(
        Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value]),
      );
      const body = this.bodyOf(sent.bytes, headers["content-type"]);
      exchange.status = sent.status;
      exchange.answerHeaders = hideInRecord(headers, surroundings.secrets);
      exchange.answerBytes = body.bytes;
      exchange.answerBody = body;
    }
    surroundings.onChange(exchange, exchange.answerBody?.text?.length ?? 0);
  }

  private bodyOf(bytes: Buffer, contentType: string | undefined): ExchangeBody {
    const { mostBodyBytes, secrets } = this.surroundings;
    return exchangeBody(bytes, contentType, mostBodyBytes, (text) => hideInText(text, secrets));
  }
}
