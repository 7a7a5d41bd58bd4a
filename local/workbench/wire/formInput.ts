/** One choice of a list. */
export interface Choice {
  label: string;
  value: string;
}

/** One input of a form, as the built component declares it; what only the platform's server reads is left out. */
export interface FormInput {
  key: string;
  label: string;
  /** Such as `string`, `text`, `code`, `data`, `connection` or `structuredObject`. */
  type: string;
  required?: boolean;
  comments?: string;
  placeholder?: string;
  example?: string;
  default?: unknown;
  collection?: "valuelist" | "keyvaluelist";
  /** Label of the left box of each row of a key-value list. */
  keyLabel?: string;
  /** Language of a code box. */
  language?: string;
  /** Choices of a fixed list. */
  model?: Choice[];
  /** Key of the data source whose choices the box offers. */
  dataSource?: string;
  /** False for a field of a connection that no one sees. */
  shown?: boolean;
  onPremiseControlled?: boolean;
  /** Members of a group. */
  inputs?: FormInput[];
}
