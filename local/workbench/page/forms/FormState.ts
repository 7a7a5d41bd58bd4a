import type { EnteredForm } from "../../wire/entered";

/** What was entered in the form of one part. */
export interface FormState {
  form: EnteredForm;
  /** Ids of connections, by the key of their input. */
  connections: Record<string, string>;
}
