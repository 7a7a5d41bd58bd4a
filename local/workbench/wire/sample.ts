import type { EnteredForm } from "./entered";

/** A case's sample: what to put into a form, and connections that can serve it. */
export interface Sample {
  form: EnteredForm;
  /** Ids of connections, by the key of their input. */
  connections: Record<string, string>;
}
