import path from "node:path";
import type { Mutant } from "./mutant";
import type { TestFile } from "./testFile";

/** How many leading folders two files have in common, below src and test. */
const sharedFolders = (source: string, test: string): number => {
  const [left, right] = [source, test].map((name) => path.posix.dirname(name).split("/").slice(1));
  const different = left?.findIndex((folder, index) => folder !== right?.[index]) ?? 0;
  return different === -1 ? (left?.length ?? 0) : different;
};

/** True for tests that are named for the file of the mutant, such as test/client/knownRefusals.test.ts. */
const isNamedFor = (source: string, test: string): boolean =>
  path.posix.basename(test).startsWith(path.posix.basename(source).replace(/ts$/, ""));

/** True for tests of all definitions, which notice what no test of one action does, such as a label. */
const isOfDefinitions = (name: string): boolean => name.startsWith("test/structure/");

/**
 * The test files that pass a mutant, those first that are likely to notice it: that are named for its file, that pass it
 * while their tests run, that hold all definitions, that stand in the same folders, and that pass little else.
 */
export const nearestTests = (mutant: Mutant, files: readonly TestFile[]): TestFile[] => {
  const rank = ({ name, loading, tests }: TestFile): number[] => [
    isNamedFor(mutant.file, name) ? 0 : 1,
    tests.has(mutant.id) ? 0 : isOfDefinitions(name) ? 1 : 2,
    -sharedFolders(mutant.file, name),
    tests.size + loading.size,
  ];
  return files
    .filter(({ loading, tests }) => loading.has(mutant.id) || tests.has(mutant.id))
    .map((file) => ({ file, rank: rank(file) }))
    .sort((left, right) => {
      const differing = left.rank.findIndex((value, index) => value !== right.rank[index]);
      return (left.rank[differing] ?? 0) - (right.rank[differing] ?? 0);
    })
    .map(({ file }) => file);
};
