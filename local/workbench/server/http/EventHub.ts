import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { WorkbenchEvent } from "../../wire/workbenchEvent";
import { closedPolicy, commonHeaders } from "./pageHeaders";
import { sendSentence } from "./sendAnswer";
import { writeJson } from "./writeJson";

/** Length of the events that a page can ask for again after its connection broke, in characters. */
const mostKept = 4 * 1024 * 1024;
/** A page that takes nothing while this many bytes wait for it is let go; it comes back and asks for the state. */
const mostWaitingBytes = 16 * 1024 * 1024;
/** Streams that are open together. A browser opens one, whatever its tabs. */
const mostStreams = 32;
/** A browser's wait before it connects again, in milliseconds; a random part keeps tabs from coming all at once. */
const reconnectMs = (): number => 500 + Math.floor(Math.random() * 1_000);
/** A line without meaning keeps the connection open, after so many milliseconds without an event. */
const keepAliveMs = 20_000;

interface KeptEvent {
  id: number;
  text: string;
}

/** The stream of events for all pages. */
export class EventHub {
  /** An id of another server means nothing here, where a browser kept one over a restart. */
  private readonly server = randomUUID().slice(0, 8);
  private readonly kept: KeptEvent[] = [];
  private readonly streams = new Set<ServerResponse>();
  private keptLength = 0;
  private lastId = 0;
  private readonly beat = setInterval(() => this.send(": still here\n\n"), keepAliveMs);

  /** @param secrets - what no event may show, at the time that it is told */
  constructor(private readonly secrets: () => readonly string[]) {
    this.beat.unref();
  }

  /** Tells all pages. */
  tell(event: WorkbenchEvent): void {
    this.lastId += 1;
    const text = this.written(event);
    this.keep({ id: this.lastId, text });
    this.send(text);
  }

  /** Opens a stream. It begins after the last event that the page had, or with the advice to ask for everything. */
  open(request: IncomingMessage, response: ServerResponse): void {
    if (this.streams.size >= mostStreams) {
      sendSentence(response, 503, "Too many browsers follow the workbench: close some.");
      return;
    }
    response.writeHead(200, {
      ...commonHeaders,
      "content-security-policy": closedPolicy,
      "content-type": "text/event-stream",
    });
    response.write(`retry: ${reconnectMs()}\n\n${this.missedSince(request.headers["last-event-id"])}`);
    this.streams.add(response);
    response.once("close", () => this.streams.delete(response));
  }

  /** Ends all streams. */
  close(): void {
    clearInterval(this.beat);
    for (const stream of this.streams) stream.end();
    // Steps that still run have nobody to tell.
    this.streams.clear();
  }

  private keep(event: KeptEvent): void {
    this.kept.push(event);
    this.keptLength += event.text.length;
    while (this.keptLength > mostKept) this.keptLength -= this.kept.shift()?.text.length ?? 0;
  }

  private send(text: string): void {
    for (const stream of this.streams) {
      if (stream.writableLength > mostWaitingBytes) stream.destroy();
      else stream.write(text);
    }
  }

  /** The last event as it travels. */
  private written(event: WorkbenchEvent): string {
    return `id: ${this.server}-${this.lastId}\ndata: ${writeJson(event, this.secrets())}\n\n`;
  }

  private missedSince(header: string | string[] | undefined): string {
    // Without data it is no event, but a browser that comes back before the first event knows what it had.
    if (header === undefined) return `id: ${this.server}-${this.lastId}\n\n`;
    const [, server, digits] = /^([0-9a-f]{8})-(\d{1,15})$/.exec(String(header)) ?? [];
    const last = Number(digits);
    const first = this.kept[0]?.id ?? this.lastId + 1;
    const isKnown = server === this.server && last <= this.lastId && last >= first - 1;
    if (!isKnown) return this.written({ type: "resync" });
    return this.kept
      .filter(({ id }) => id > last)
      .map(({ text }) => text)
      .join("");
  }
}
