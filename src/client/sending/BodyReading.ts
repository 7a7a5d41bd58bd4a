import type http from "node:http";
import type { WireResponse } from "../answer/wireResponse";
import type { CallRequest } from "../call";
import type { BodyReceiver } from "../network/body";
import { BodyCollector } from "./BodyCollector";
import { isSuccess, mostBodyBytes, mostUntoldBytes, tooLarge } from "./bodyBounds";
import { contentCodings } from "./contentCodings";

/** The exchange that an answer belongs to. */
export interface AnswerTaker {
  /** True once it has its answer or has failed: what comes then is for nobody. */
  readonly isOver: boolean;
  finish(answer: WireResponse): void;
  fail(error: unknown): void;
  failNetwork(error: Error): void;
}

/** Who takes the body of an answer that the caller wants piece by piece; a packed one is unpacked first. */
const receiverFor = (
  request: CallRequest,
  { statusCode = 0, headers }: http.IncomingMessage,
): BodyReceiver | undefined =>
  isSuccess(statusCode) && contentCodings(headers).length === 0 ? request.openReceiver?.() : undefined;

/** The body of one answer on its way: into the receiver that the caller opens for it, or together up to its bound. */
export class BodyReading {
  private readonly status: number;
  private readonly receiver: BodyReceiver | undefined;
  private readonly collector: BodyCollector;
  private readonly lengthBytes: number;
  private mayBeEndless: boolean;

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
      // What was refused is known by the status, however the sentence ends.
      if (isSuccess(this.status)) this.taker.failNetwork(error);
      else this.finish();
    });
    message.on("end", () => this.finish());
    message.on("close", () => this.collector.discard());
  }

  /** True when an answer says itself that it is too large. That to HEAD tells the length of what does not come. */
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

  /** What a receiver throws is the call's failure, not the process' end. */
  private hand(receiver: BodyReceiver, piece: Buffer): void {
    try {
      receiver(piece);
    } catch (error) {
      this.taker.fail(error);
    }
  }

  private overflow(): void {
    // The beginning of an error says what is wrong.
    if (isSuccess(this.status)) this.failTooLarge(this.collector.mostBytes);
    else this.finish();
    this.message.destroy();
  }

  /** A file that says nothing of its length comes on as far as the service's record of it has it. */
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
    this.taker.finish({ status: this.status, headers: this.message.headers, body: this.collector.bytes() });
  }
}
