/** A test file that passes while no mutant is switched on. */
export interface TestFile {
  /** Path from the root, with slashes. */
  name: string;
  durationMs: number;
  /** Ids of the mutants that are passed while the file is loaded, and while its tests run. */
  loading: ReadonlySet<string>;
  tests: ReadonlySet<string>;
}
