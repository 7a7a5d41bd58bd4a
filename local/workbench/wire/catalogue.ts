import type { FormInput } from "./formInput";

/** Kinds of parts of a component. */
export const partKinds = ["action", "trigger", "dataSource", "connection"] as const;
/** One of them. */
export type PartKind = (typeof partKinds)[number];

/** One part in the list of all parts. */
export interface CatalogueEntry {
  kind: PartKind;
  key: string;
  label: string;
  description: string;
  /** What it is about, such as `Fine tuning`: the folder that it stands in. Absent where there is none. */
  area?: string;
}

/** One part as it is looked for. */
export interface CatalogueItem extends CatalogueEntry {
  /** Labels of its inputs, the members of groups included. */
  inputLabels: string[];
}

/** All parts of the component that is loaded. */
export interface Catalogue {
  label: string;
  description: string;
  entries: CatalogueItem[];
}

/** JSON schema of what comes out of a part, or of one of its branches. */
export interface OutputShape {
  branch?: string;
  schema: unknown;
}

/** One part with its form and what it gives. */
export interface Part extends CatalogueEntry {
  inputs: FormInput[];
  /** What comes out; absent where it is not declared. */
  shapes?: OutputShape[];
  /** True where there is an example of what comes out, at `/api/parts/KIND/KEY/example`. */
  hasExample: boolean;
  /** Names of the branches that a step can take. */
  branches?: string[];
  /** Key of the input whose entries are names of branches. */
  branchInput?: string;
  /** True where a sample can be filled in by one click. */
  hasSample: boolean;
  /** Samples that fill in more than the least one; absent without a sample. */
  sampleForms?: number;
}
