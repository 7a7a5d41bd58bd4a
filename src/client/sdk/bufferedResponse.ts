import { isObject } from "../../text/isObject";
import { headerText } from "../answer/headers";
import { requestIdOf } from "../answer/requestId";
import type { WireResponse } from "../answer/wireResponse";
import { bodyText } from "../sending/checkAnswer";

/**
 * A content type that the SDK does not parse: it returns what `text` gives (openai 7, internal/parse). A body that was
 * parsed already is thus not parsed again.
 */
const parsedType = "application/x-parsed";

/** The part of `Headers` that the SDK uses. */
class BufferedHeaders {
  constructor(private readonly wire: WireResponse) {}

  get(name: string): string | null {
    const lowerName = name.toLowerCase();
    if (lowerName === "content-type" && this.wire.json) return parsedType;
    if (lowerName === "x-request-id") return requestIdOf(this.wire.headers) ?? null;
    // The length on the wire is not the length of what `text` gives.
    if (lowerName === "content-length") return null;
    return headerText(this.wire.headers, lowerName) ?? null;
  }

  /** The SDK reads these only for its log, which is off. */
  entries(): Iterable<[string, string]> {
    return [];
  }
}

/** Puts the request id where the SDK has it in answers that it parses itself. No output shows the property. */
const withRequestId = (answer: unknown, value: string | undefined): unknown =>
  isObject(answer) ? Object.defineProperty(answer, "_request_id", { value, configurable: true }) : answer;

/**
 * A fetch response with a complete body. A real `Response` with its `Headers` takes a tenth of a call to make
 * (docs/decisions/0003), and the SDK needs no more than this.
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

  /** The parsed body where there is one, for the SDK to return; else the body as text. */
  async text(): Promise<unknown> {
    const { json, headers, body } = this.wire;
    return json ? withRequestId(json.value, requestIdOf(headers)) : bodyText(body);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = this.wire.body;
    return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
  }
}

/** Wraps a complete answer for the SDK. */
export const bufferedResponse = (wire: WireResponse, url: string): Response =>
  new BufferedResponse(wire, url) as unknown as Response;
