import type { Operation } from "../../platform/component";

/** What stands in a box of a form: a value, or where the value comes from. */
export type EnteredValue =
  | { value: string }
  /** Such as `createChatCompletion.results.output_text`. */
  | { reference: string }
  /** Such as `Hello {{$createChatCompletion.results.output_text}}`. */
  | { template: string }
  /** The name of a file whose content is the value. */
  | { file: string }
  /** The name of the environment variable that takes the place of a secret. */
  | { secret: string }
  | { list: readonly EnteredValue[] }
  | { pairs: readonly EnteredPair[] }
  | { group: EnteredValues };

/** A row of a key-value list. */
export interface EnteredPair {
  key: string;
  entry: EnteredValue;
}

/** What was entered, by the key of the input. Inputs that were left alone are not among them. */
export interface EnteredValues {
  readonly [key: string]: EnteredValue;
}

/** A connection without its secrets. */
export interface TakenConnection {
  /** Such as `apiKey`. */
  key: string;
  /** Texts, and lists of pairs, by the key of the field. */
  fields: Readonly<Record<string, unknown>>;
  /** The keys of the secret fields that are set. */
  secretFields: readonly string[];
}

/** A request that a step sent, without credentials. */
export interface TakenExchange {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  /** A multipart body as it was recorded, bytes that are no text included as they came out. */
  body?: string;
}

/** What a step runs. A trigger is told apart from what `local/platform` runs. */
export interface TakenOperation extends Pick<Operation, "key" | "label" | "inputs"> {
  kind: Operation["kind"] | "trigger";
}

/** A step that is taken along, run or planned. */
export interface TakenStep {
  operation: TakenOperation;
  /** The name that references have for the step, such as `createChatCompletion`. */
  name: string;
  entered: EnteredValues;
  /** By the key of their input. */
  connections: Readonly<Record<string, TakenConnection>>;
  /** The steps before it that are referred to, in order. */
  earlier: readonly TakenStep[];
  exchanges: readonly TakenExchange[];
  /** Requests that it sent beside these. */
  moreExchanges?: number;
  /** True for a step that ran, and so has no other requests. */
  wasRun?: boolean;
}
