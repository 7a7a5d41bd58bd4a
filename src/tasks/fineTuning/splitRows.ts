/** A source of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
const randomNumbers = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Puts rows together that may not be parted; a row's group is the place of one of its rows. */
class Groups {
  private readonly parents: Int32Array;

  constructor(count: number) {
    this.parents = Int32Array.from({ length: count }, (_, row) => row);
  }

  groupOf(row: number): number {
    let group = row;
    while (this.parents[group] !== group) {
      // Halves the way for who comes next.
      this.parents[group] = this.parents[this.parents[group] ?? 0] ?? 0;
      group = this.parents[group] ?? 0;
    }
    return group;
  }

  /** Rows with the same key belong together; 0 is no key. */
  join(keys: Float64Array): void {
    const first = new Map<number, number>();
    for (const [row, key] of keys.entries()) {
      if (key === 0) continue;
      const known = first.get(key);
      if (known === undefined) first.set(key, row);
      else this.parents[this.groupOf(row)] = this.groupOf(known);
    }
  }

  /** The rows of each group, by group. */
  members(): number[][] {
    const members = new Map<number, number[]>();
    for (let row = 0; row < this.parents.length; row += 1) {
      const group = this.groupOf(row);
      const known = members.get(group);
      if (known) known.push(row);
      else members.set(group, [row]);
    }
    return [...members.values()];
  }
}

const shuffle = <Entry>(entries: Entry[], random: () => number): void => {
  for (let place = entries.length - 1; place > 0; place -= 1) {
    const other = Math.floor(random() * (place + 1));
    [entries[place], entries[other]] = [entries[other] as Entry, entries[place] as Entry];
  }
};

/** How the rows of one list are parted. */
interface RowSplit {
  /** Of each row: 0 for training, 1 for validation, 2 for test. */
  places: Uint8Array;
  groups: number;
  /** Rows of the largest group. */
  largestGroup: number;
}

/**
 * Parts rows into training, validation and test: groups are shuffled, and given to validation and test until these
 * have their rows. What would take a part further from its number of rows than it is goes to training.
 * @param keys - lists of a key for each row; rows that share one are never parted
 * @param shares - of validation and test, of 1
 */
export const splitRows = (
  count: number,
  keys: readonly Float64Array[],
  shares: readonly [validation: number, test: number],
  seed: number,
): RowSplit => {
  const groups = new Groups(count);
  for (const list of keys) groups.join(list);
  const members = groups.members();
  shuffle(members, randomNumbers(seed));
  const places = new Uint8Array(count);
  const wanted = shares.map((share) => Math.round(share * count));
  // First groups that fit, then, where there is none left, those that come nearer than nothing would.
  for (const fits of [
    (rest: number, size: number) => size <= rest,
    (rest: number, size: number) => size < 2 * rest,
  ]) {
    for (const rows of members) {
      const part = wanted.findIndex((rest) => fits(rest, rows.length));
      if (part < 0 || places[rows[0] ?? 0] !== 0) continue;
      wanted[part] = (wanted[part] ?? 0) - rows.length;
      for (const row of rows) places[row] = part + 1;
    }
  }
  const largestGroup = members.reduce((most, { length }) => Math.max(most, length), 0);
  return { places, groups: members.length, largestGroup };
};
