import { useSignal } from "@preact/signals";
import type { CatalogueEntry, CatalogueItem } from "../../wire/catalogue";
import { goTo } from "../app/route";
import { nextRow } from "./nextRow";
import { type TreeRow, treeRows } from "./treeRows";
import { folded, query } from "./treeState";

/** The tree as it is seen, and what opens and walks it. */
interface PartTree {
  rows: TreeRow[];
  chosenId: string;
  /** The row that the Tab key reaches. */
  focusableId: string | undefined;
  idOf(row: TreeRow): string;
  open(row: TreeRow): void;
  focus(row: TreeRow | undefined): void;
  onKeyDown(row: TreeRow, event: KeyboardEvent): void;
}

const fold = (id: string, isFolded: boolean): void => {
  folded.value = { ...folded.value, [id]: isFolded };
};

/** Kinds are unfolded from the start, and so is the area of the part that is shown. */
const isUnfolded = (id: string, chosen: CatalogueEntry | undefined): boolean => {
  const byHand = folded.value[id];
  return byHand === undefined ? !id.includes("/") || id === `${chosen?.kind}/${chosen?.area}` : !byHand;
};

/** True where a key opens or folds a row in place of leaving it. */
const isFolding = ({ branch }: TreeRow, key: string): boolean =>
  (key === "ArrowRight" && branch?.isOpen === false) || (key === "ArrowLeft" && branch?.isOpen === true);

const idOf = ({ id }: TreeRow): string => `part-tree-${id.replace(/\W+/g, "-")}`;

/** The rows of the tree of parts, with its roving focus. */
export const usePartTree = (
  entries: readonly CatalogueItem[],
  chosen: CatalogueEntry | undefined,
): PartTree => {
  const current = useSignal("");
  const chosenId = chosen ? `${chosen.kind} ${chosen.key}` : "";
  const rows = treeRows(entries, query.value, (id) => isUnfolded(id, chosen));
  const focusableId =
    [current.value, chosenId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;
  const open = (row: TreeRow): void => {
    current.value = row.id;
    if (row.entry) goTo("catalogue", row.entry.kind, row.entry.key);
    else if (row.branch) fold(row.id, row.branch.isOpen);
  };
  const focus = (row: TreeRow | undefined): void => {
    if (!row) return;
    current.value = row.id;
    document.getElementById(idOf(row))?.focus();
  };
  const onKeyDown = (row: TreeRow, event: KeyboardEvent): void => {
    const next = nextRow(rows, rows.indexOf(row), event.key);
    if (event.key === "Enter" || event.key === " ") open(row);
    else if (isFolding(row, event.key)) fold(row.id, event.key === "ArrowLeft");
    else if (next !== undefined) focus(rows[next]);
    else return;
    event.preventDefault();
  };
  return { rows, chosenId, focusableId, idOf, open, focus, onKeyDown };
};
