/** A file that was handed to the server, in place of its bytes. */
export interface FileReference {
  $file: string;
  name: string;
  contentType: string;
  /** In bytes. */
  size: number;
}

/** A secret that was typed into a step and stays with the server. Whoever has the form of the step gets this in its place. */
export interface KeptSecret {
  $kept: string;
}

/** What is in one box: a value, the result of an earlier step, or a text with such results in it. */
export type EnteredValue =
  | { value: unknown }
  /** Such as `createChatCompletion.results.text`. */
  | { reference: string }
  /** Such as `Hello {{$createChatCompletion.results.text}}`. */
  | { template: string };

/** A form by input key. A box that is left alone is absent; a group is a value whose members are entered values again. */
export type EnteredForm = Record<string, EnteredValue>;

/** A step that is asked for. */
export interface AskedStep {
  kind: "action" | "dataSource";
  key: string;
  form: EnteredForm;
  /** Ids of connections, by the key of their input. */
  connections: Record<string, string>;
  /** The platform's debug mode. */
  isDebugging?: boolean;
}
