import { fieldsOf, type JsonObject } from "../../text/isObject";
import type { CallRequest } from "../call";

/**
 * A request that runs a model: JSON that a stage may change before it is sent. It is read and written once each. Of a
 * form, stages read the fields alone.
 */
export class ModelRequest {
  private object: Readonly<JsonObject> | undefined;

  /**
   * @param call - the request without its body, or with that of a form
   * @param content - the body: as text, or as the object that it is made of
   * @param mayGoOver - true where a refusal of the API itself, or of what it can't do, is still met by the other API
   */
  constructor(
    private readonly call: CallRequest,
    private content: string | Readonly<JsonObject>,
    readonly mayGoOver = false,
  ) {}

  /** The fields of the body. */
  get body(): Readonly<JsonObject> {
    this.object ??= typeof this.content === "string" ? fieldsOf(JSON.parse(this.content)) : this.content;
    return this.object;
  }

  /** The same request with another body and, where a stage moves it, to another address. */
  with(
    body: Readonly<JsonObject>,
    moved: Partial<Pick<CallRequest, "url" | "route" | "isStreamed">> = {},
  ): ModelRequest {
    return new ModelRequest({ ...this.call, ...moved }, body, this.mayGoOver);
  }

  /** The same request, for which the other API is still to be had. */
  thatMayGoOver(): ModelRequest {
    return new ModelRequest(this.call, this.content, true);
  }

  /** The path of the request's address. */
  get path(): string {
    return this.call.url.pathname;
  }

  /** The request, ready to be sent. */
  toCall(): CallRequest {
    if (this.call.body !== undefined) return this.call;
    if (typeof this.content !== "string") this.content = JSON.stringify(this.content);
    return { ...this.call, body: this.content };
  }
}
