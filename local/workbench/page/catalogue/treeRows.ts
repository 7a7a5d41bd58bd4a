import type { CatalogueItem, PartKind } from "../../wire/catalogue";

/** What kinds of parts are called, many at once. */
export const kindLabels: Readonly<Record<PartKind, string>> = {
  action: "Actions",
  trigger: "Triggers",
  dataSource: "Data Sources",
  connection: "Connections",
};

/** One row of the tree that is seen. */
export interface TreeRow {
  /** Tells it from all other rows. */
  id: string;
  label: string;
  /** From 1. */
  level: number;
  /** Its place among its siblings, from 1, and how many these are. */
  position: number;
  siblings: number;
  /** Of a row that holds others: how many parts are in it, and whether they are seen. */
  branch?: { count: number; isOpen: boolean };
  /** The part that a row without others shows. */
  entry?: CatalogueItem;
  /** Label of the input that was looked for. */
  foundIn?: string;
}

/** The label of the input by which a part is found; empty for its own words, undefined where it is not found. */
const placeOf = (
  { label, key, description, inputLabels }: CatalogueItem,
  words: readonly string[],
): string | undefined => {
  const own = `${label}\n${key}\n${description}`.toLowerCase();
  const lacking = words.filter((word) => !own.includes(word));
  if (lacking.length === 0) return "";
  return inputLabels.find((input) => lacking.every((word) => input.toLowerCase().includes(word)));
};

type Found = { entry: CatalogueItem; foundIn: string };

const leaves = (found: readonly Found[], level: number): TreeRow[] =>
  found.map(({ entry, foundIn }, index) => ({
    id: `${entry.kind} ${entry.key}`,
    label: entry.label,
    level,
    position: index + 1,
    siblings: found.length,
    entry,
    ...(foundIn !== "" && { foundIn }),
  }));

const areasIn = (found: readonly Found[]): Array<[string, Found[]]> => {
  const areas = Map.groupBy(found, ({ entry }) => entry.area ?? "");
  return [...areas].sort(([left], [right]) => left.localeCompare(right));
};

const rowsOfKind = (kind: PartKind, found: readonly Found[], isOpen: (id: string) => boolean): TreeRow[] => {
  const areas = areasIn(found);
  const named = areas.filter(([area]) => area !== "");
  const [, loose = []] = areas.find(([area]) => area === "") ?? [];
  return [
    ...named.flatMap(([area, inside], index) => {
      const id = `${kind}/${area}`;
      const branch = { count: inside.length, isOpen: isOpen(id) };
      const siblings = named.length + loose.length;
      const row: TreeRow = { id, label: area, level: 2, position: index + 1, siblings, branch };
      return branch.isOpen ? [row, ...leaves(inside, 3)] : [row];
    }),
    ...leaves(loose, 2).map((row, index) => ({
      ...row,
      position: named.length + index + 1,
      siblings: named.length + loose.length,
    })),
  ];
};

/** The rows of the tree that are seen: kinds, their areas, and parts. A search opens everything that it finds. */
export const treeRows = (
  entries: readonly CatalogueItem[],
  query: string,
  isUnfolded: (id: string) => boolean,
): TreeRow[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const isOpen = (id: string): boolean => words.length > 0 || isUnfolded(id);
  const found = entries.flatMap((entry) => {
    const foundIn = placeOf(entry, words);
    return foundIn === undefined ? [] : [{ entry, foundIn }];
  });
  const kinds = [...Map.groupBy(found, ({ entry }) => entry.kind)];
  return kinds.flatMap(([kind, inside], index) => {
    const branch = { count: inside.length, isOpen: isOpen(kind) };
    const place = { level: 1, position: index + 1, siblings: kinds.length };
    const row: TreeRow = { id: kind, label: kindLabels[kind], ...place, branch };
    return branch.isOpen ? [row, ...rowsOfKind(kind, inside, isOpen)] : [row];
  });
};
