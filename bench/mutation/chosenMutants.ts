import { listMutants } from "./listMutants";
import { type Mutant, placeOf } from "./mutant";
import { shuffle } from "./shuffle";

/** What of all mutants is judged. */
interface Choice {
  seed: number;
  /** How many at most; undefined for all. */
  sample: number | undefined;
  /** Of those, only the ones at these places; undefined for all. */
  at: readonly string[] | undefined;
}

/** The chosen mutants in the order of the seed, the texts that have them, and how many there were to choose from. */
interface Chosen {
  mutants: readonly Mutant[];
  textOf: ReadonlyMap<string, string>;
  all: number;
}

const keyOf = ({ file, range, kind, replacement }: Mutant): string =>
  JSON.stringify([file, range, kind, replacement]);

/** Chooses among all mutants of files, and makes texts with the chosen ones; a text with all of them runs far slower. */
export const chosenMutants = async (
  root: string,
  names: readonly string[],
  { seed, sample, at }: Choice,
): Promise<Chosen> => {
  const all = await listMutants(root, new Map(names.map((name) => [name, true as const])));
  const chosen = shuffle(all.mutants, seed)
    .slice(0, sample)
    .filter((mutant) => at?.includes(placeOf(mutant)) ?? true);
  const rangesOf = new Map<string, Array<Mutant["range"]>>();
  for (const { file, range } of chosen) rangesOf.set(file, [...(rangesOf.get(file) ?? []), range]);
  // A range has the mutants inside of it as well, so that the chosen ones are found again by what they change.
  const { mutants, textOf } = await listMutants(root, rangesOf);
  const again = new Map(mutants.map((mutant) => [keyOf(mutant), mutant]));
  const found = chosen.map((mutant) => again.get(keyOf(mutant)));
  if (found.includes(undefined)) throw new Error("Stryker made other changes than it had listed.");
  return { mutants: found.filter((mutant) => mutant !== undefined), textOf, all: all.mutants.length };
};
