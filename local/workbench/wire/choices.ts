import type { EnteredForm } from "./entered";

/** The choices of a data source that are asked for, with the form that its box stands in. */
export interface AskedChoices {
  /** Key of the data source. */
  dataSource: string;
  form: EnteredForm;
  /** Ids of connections, by the key of their input. */
  connections: Record<string, string>;
}
