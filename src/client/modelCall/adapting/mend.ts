import type { JsonObject } from "../../../text/isObject";
import type { RefusedParameters } from "./readNamedParameters";

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
  /** Does to the answer what the service no longer does. */
  finish?(answer: Readonly<JsonObject>, asked: Body): Readonly<JsonObject>;
}

/** A refused request. */
export interface RefusedRequest {
  /** The deployment, for the sentences. */
  deployment: string;
  /** The body as the step made it. */
  asked: Body;
  /** The body that was refused, with the mends before. */
  sent: Body;
  /** The bodies that were refused before it. */
  refused: readonly Body[];
  /** True where another stage sends the request to the other API instead. */
  mayGoOver: boolean;
}

/** Reads one kind of mend out of a refusal; none where it does not apply. */
export type FindMends = (refused: RefusedParameters, request: RefusedRequest) => Mend[];
