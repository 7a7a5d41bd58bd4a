import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { isSaid, setFields } from "./laterFields";
import { ResponseItem } from "./ResponseItem";

/** Events that end a stream of the Responses API, each with the whole response (its reference, streaming events). */
const ends = new Map([
  ["response.completed", "completed"],
  ["response.incomplete", "incomplete"],
  ["response.failed", "failed"],
]);

/** Statuses of a response that has not ended. */
const openStatuses = new Set<unknown>(["queued", "in_progress"]);

/**
 * Joins the events of a streamed response into the object that an answer without streaming has. The last event has it
 * whole; where a gateway left out its output, it is made of the pieces. Items are told apart by their place, because
 * servers give one item several ids.
 */
export class ResponseEvents {
  private readonly response: JsonObject = {};
  private readonly items = new Map<number, ResponseItem>();
  private count = 0;
  private end: string | undefined;

  /** Takes the next event; ignores those of other APIs. */
  take(event: JsonObject): void {
    const type = String(event.type);
    if (!type.startsWith("response.")) return;
    this.count += 1;
    this.end = ends.get(type) ?? this.end;
    if (isObject(event.response)) setFields(this.response, event.response);
    else if (!ends.has(type)) this.itemAt(event.output_index).take(type.slice("response.".length), event);
  }

  /** True while no event was taken. */
  get isEmpty(): boolean {
    return this.count === 0;
  }

  /** True when an event came that ends the stream. */
  get isEnded(): boolean {
    return this.end !== undefined;
  }

  /** The text of its messages so far. */
  get text(): string {
    return this.output()
      .flatMap(({ content }) => (Array.isArray(content) ? content : []))
      .map((part) => fieldsOf(part).text)
      .filter((text) => typeof text === "string")
      .join("");
  }

  /** The joined response. */
  whole(): JsonObject {
    const { output } = this.response;
    const isLeftOut = !Array.isArray(output) || output.length === 0;
    return {
      ...this.response,
      object: "response",
      status: this.status,
      ...(isLeftOut && { output: this.output() }),
    };
  }

  /**
   * What the response says of itself counts over the name of the last event, unless it was said before the end: a
   * gateway's last event may have no status.
   */
  private get status(): unknown {
    const { status } = this.response;
    return isSaid(status) && !openStatuses.has(status) ? status : (this.end ?? status);
  }

  private output(): JsonObject[] {
    return [...this.items.entries()]
      .sort(([left], [right]) => left - right)
      .map(([, item]) => item.whole(this.isEnded ? this.status : undefined))
      .filter(({ type }) => isSaid(type));
  }

  /** An event that lacks the place of its item is about the latest one. */
  private itemAt(place: unknown): ResponseItem {
    const index = typeof place === "number" ? place : Math.max(0, ...[...this.items.keys()].slice(-1));
    const item = this.items.get(index) ?? new ResponseItem();
    this.items.set(index, item);
    return item;
  }
}
