import type http from "node:http";
import { joinEventStream } from "../answer/eventStream";
import type { WireResponse } from "../answer/wireResponse";
import type { CallRequest } from "../call";
import type { BodyReceiver } from "../network/body";
import { BodyCollector } from "./BodyCollector";
import { isSuccess, mostBodyBytes, mostUntoldBytes, tooLarge } from "./bodyBounds";
import { contentCodings } from "./contentCodings";

/** Receives the answer of an exchange. */
export interface AnswerTaker {
  /** True once there is an answer or a failure: later data is ignored. */
  readonly isOver: boolean;
  finish(answer: WireResponse): void;
  fail(error: unknown): void;
  failNetwork(error: Error): void;
}

/** The receiver of a body that the caller wants in pieces. A packed body is unpacked first, so it has none. */
const receiverFor = (
  request: CallRequest,
  { statusCode = 0, headers }: http.IncomingMessage,
): BodyReceiver | undefined =>
  isSuccess(statusCode) && contentCodings(headers).length === 0 ? request.openReceiver?.() : undefined;

/** Reads the body of one answer: into the caller's receiver where there is one, else into memory up to its bound. */
export class BodyReading {
  private readonly status: number;
  private readonly receiver: BodyReceiver | undefined;
  private readonly collector: BodyCollector;
  private readonly lengthBytes: number;
  private mayBeEndless: boolean;
  private body: Buffer | undefined;

  constructor(
    private readonly message: http.IncomingMessage,
    private readonly request: CallRequest,
    private readonly taker: AnswerTaker,
  ) {
    const { statusCode = 0, headers } = message;
    this.status = statusCode;
    this.receiver = receiverFor(request, message);
    this.lengthBytes = Number(headers["content-length"] ?? Number.NaN);
    const isFile = isSuccess(statusCode) && request.expects === "binary";
    const isPackedFile = isFile && contentCodings(headers).length > 0;
    this.mayBeEndless = isFile && !isPackedFile && Number.isNaN(this.lengthBytes);
    this.collector = new BodyCollector(isPackedFile ? mostUntoldBytes : mostBodyBytes(request, statusCode));
  }

  start(): void {
    const { message } = this;
    if (this.isTooLong()) this.failTooLarge(this.collector.mostBytes);
    message.on("data", (piece: Buffer) => this.take(piece));
    message.on("error", (error) => {
      // The status of a refusal is known, even when its body breaks off. A stream may have ended before its connection.
      if (isSuccess(this.status) && !this.isWholeStream()) this.taker.failNetwork(error);
      else this.finish();
    });
    message.on("end", () => this.finish());
    message.on("close", () => this.collector.discard());
  }

  /** The body, or what has arrived of it when it breaks off. */
  bytes(): Buffer {
    this.body ??= this.collector.bytes();
    return this.body;
  }

  /** Takes a stream that came to its end as the answer, whose server keeps the connection open; false for any other. */
  endStream(): boolean {
    if (!isSuccess(this.status) || !this.isWholeStream()) return false;
    this.finish();
    this.message.destroy();
    return true;
  }

  private isWholeStream(): boolean {
    const stream = this.request.isStreamed && joinEventStream(this.bytes());
    return Boolean(stream && "value" in stream);
  }

  /**
   * True when the answer's length exceeds its bound. The answer to HEAD has the length of a body that does not follow.
   */
  private isTooLong(): boolean {
    return (
      !this.receiver &&
      this.request.method !== "HEAD" &&
      isSuccess(this.status) &&
      this.lengthBytes > this.collector.mostBytes
    );
  }

  private take(piece: Buffer): void {
    if (this.taker.isOver) return;
    if (this.receiver) this.hand(this.receiver, piece);
    else if (!this.collector.take(piece)) this.overflow();
    else if (this.mayBeEndless && this.collector.lengthBytes > mostUntoldBytes) void this.askLength();
  }

  /** Passes a piece to the receiver. What the receiver throws fails the call and does not end the process. */
  private hand(receiver: BodyReceiver, piece: Buffer): void {
    try {
      receiver(piece);
    } catch (error) {
      this.taker.fail(error);
    }
  }

  private overflow(): void {
    // The beginning of an error's body is enough.
    if (isSuccess(this.status)) this.failTooLarge(this.collector.mostBytes);
    else this.finish();
    this.message.destroy();
  }

  /** Looks up the length of a file that came without one, so that it may be read beyond the bound for such files. */
  private async askLength(): Promise<void> {
    this.mayBeEndless = false;
    const asking = new AbortController();
    this.message.once("close", () => asking.abort());
    this.message.pause();
    const toldBytes = (await this.request.lengthBytes?.(asking.signal)) ?? 0;
    const { mostBytes, lengthBytes } = this.collector;
    if (toldBytes > mostBytes) this.failTooLarge(mostBytes);
    else if (toldBytes < lengthBytes) this.failTooLarge(mostUntoldBytes);
    else {
      this.collector.mostBytes = toldBytes;
      this.message.resume();
    }
  }

  private failTooLarge(mostBytes: number): void {
    this.taker.fail(tooLarge(this.status, this.message.headers, mostBytes));
  }

  private finish(): void {
    if (this.taker.isOver) return;
    this.taker.finish({ status: this.status, headers: this.message.headers, body: this.bytes() });
  }
}
