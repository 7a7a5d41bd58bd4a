import { bodyText } from "./answer";
import { headerText } from "./retryTiming";
import type { WireResponse } from "./wireResponse";

/** The part of `Headers` that the SDK reads. */
class BufferedHeaders {
  constructor(
    private readonly source: WireResponse["headers"],
    private readonly contentType: string | undefined,
  ) {}

  get(name: string): string | null {
    const lowerName = name.toLowerCase();
    if (lowerName === "content-type" && this.contentType) return this.contentType;
    return headerText(this.source, lowerName) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  *entries(): IterableIterator<[string, string]> {
    for (const name of Object.keys(this.source)) yield [name, this.get(name) ?? ""];
  }

  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
}

/**
 * A fetch response over a body that is complete already. Making a real `Response` and its `Headers` costs a
 * tenth of a call (docs/decisions/0003); the SDK needs no more than this of them.
 */
class BufferedResponse {
  readonly ok = true;
  readonly body = null;
  readonly status: number;
  readonly headers: BufferedHeaders;

  constructor(
    private readonly wire: WireResponse,
    readonly url: string,
    contentType: string | undefined,
  ) {
    this.status = wire.status;
    this.headers = new BufferedHeaders(wire.headers, contentType);
  }

  async text(): Promise<string> {
    return bodyText(this.wire.body);
  }

  async json(): Promise<unknown> {
    return JSON.parse(bodyText(this.wire.body));
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.wire.body;
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.arrayBuffer()], { type: this.headers.get("content-type") ?? "" });
  }
}

/**
 * Wraps a complete answer for the SDK. JSON that was checked to be JSON is called so, because the SDK parses by
 * the content type and gateways forget it.
 */
export const bufferedResponse = (wire: WireResponse, url: string, isJson: boolean): Response =>
  new BufferedResponse(wire, url, isJson ? "application/json" : undefined) as unknown as Response;
