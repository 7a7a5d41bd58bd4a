import { headerText } from "../answer/headers";
import type { WireResponse } from "../answer/wireResponse";
import { bodyText } from "../sending/checkAnswer";

/**
 * A content type that openai does not parse: it hands on what `text` gives as the result (openai 7,
 * internal/parse), so that a body which was parsed already is not parsed again.
 */
const parsedType = "application/x-parsed";

/** The part of `Headers` that the SDK reads. */
class BufferedHeaders {
  constructor(private readonly wire: WireResponse) {}

  get(name: string): string | null {
    const lowerName = name.toLowerCase();
    if (lowerName === "content-type" && this.wire.json) return parsedType;
    // The length on the wire is not that of what is handed on.
    if (lowerName === "content-length") return null;
    return headerText(this.wire.headers, lowerName) ?? null;
  }

  /** The SDK looks for an id to log here, and its log is off. */
  entries(): Iterable<[string, string]> {
    return [];
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
  ) {
    this.status = wire.status;
    this.headers = new BufferedHeaders(wire);
  }

  /** The parsed body where there is one, for the SDK to hand on; else the body as text. */
  async text(): Promise<unknown> {
    return this.wire.json ? this.wire.json.value : bodyText(this.wire.body);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.wire.body;
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  }
}

/** Wraps a complete answer for the SDK. */
export const bufferedResponse = (wire: WireResponse, url: string): Response =>
  new BufferedResponse(wire, url) as unknown as Response;
