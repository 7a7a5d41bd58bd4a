import type { JsonObject } from "../../../text/isObject";

/** The body of a request. */
export type Body = Readonly<JsonObject>;

/** A body that was changed, and a sentence that tells it. */
interface MendedBody {
  body: Body;
  sentence: string;
}

/** A change that a deployment needs in every request, as its refusal said. */
export interface Mend {
  /** What it is about. A later mend about the same takes its place. */
  about: string;
  /** Changes a body; undefined where there is nothing to change in it. */
  apply(body: Body): MendedBody | undefined;
}
