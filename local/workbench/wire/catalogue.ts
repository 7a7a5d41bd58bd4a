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
}

/** All parts of the component that is loaded. */
export interface Catalogue {
  label: string;
  description: string;
  entries: CatalogueEntry[];
}

/** One part with its form and what it gives. */
export interface Part extends CatalogueEntry {
  inputs: FormInput[];
  /** JSON schema of what comes out; absent where none is declared. */
  outputSchema?: unknown;
  /** Example of what comes out, files as references to nothing. */
  example?: unknown;
  /** Names of the branches that a step can take. */
  branches?: string[];
  /** True where a sample can be filled in by one click. */
  hasSample: boolean;
}
