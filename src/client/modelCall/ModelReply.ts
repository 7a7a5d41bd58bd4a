import { fieldsOf, type JsonObject } from "../../text/isObject";
import type { WireResponse } from "../answer/wireResponse";

/** The answer to a request that ran a model. A stage may change its JSON on its way back. */
export class ModelReply {
  constructor(private readonly wire: WireResponse) {}

  /** The fields of the answer; none for sound and other bytes. */
  get json(): Readonly<JsonObject> {
    return fieldsOf(this.wire.json?.value);
  }

  /** The same answer with other fields. */
  with(json: Readonly<JsonObject>): ModelReply {
    return new ModelReply({ ...this.wire, json: { value: json } });
  }

  /** The answer as the SDK reads it, with what stages changed. */
  toWire(): WireResponse {
    return this.wire;
  }
}
