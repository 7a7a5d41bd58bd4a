import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { CatalogueEntry, CatalogueItem } from "../../wire/catalogue";
import { goTo } from "../app/route";
import { PartTreeRow } from "./PartTreeRow";
import { type TreeRow, treeRows } from "./treeRows";
import { folded, query } from "./treeState";

interface PartTreeProps {
  entries: readonly CatalogueItem[];
  chosen: CatalogueEntry | undefined;
}

const toggle = (id: string, isOpen: boolean): void => {
  folded.value = { ...folded.value, [id]: !isOpen };
};

const open = ({ entry, branch, id }: TreeRow): void => {
  if (entry) goTo("catalogue", entry.kind, entry.key);
  else if (branch) toggle(id, !branch.isOpen);
};

/** The row that holds a row. */
const parentIndex = (rows: readonly TreeRow[], index: number): number =>
  rows.findLastIndex(({ level }, at) => at < index && level < (rows[index]?.level ?? 0));

/** The row that a key leads to; undefined for a key that leads nowhere. */
const nextIndex = (rows: readonly TreeRow[], index: number, key: string): number | undefined => {
  if (key === "ArrowDown") return Math.min(index + 1, rows.length - 1);
  if (key === "ArrowUp") return Math.max(index - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (key === "ArrowLeft") return Math.max(parentIndex(rows, index), 0);
  return key === "ArrowRight" ? Math.min(index + 1, rows.length - 1) : undefined;
};

/** True where a key opens or folds a row in place of leaving it. */
const isFolding = ({ branch }: TreeRow, key: string): boolean =>
  (key === "ArrowRight" && branch?.isOpen === false) || (key === "ArrowLeft" && branch?.isOpen === true);

const idOfRow = ({ id }: TreeRow): string => `tree-${id}`;

/** All parts as a tree that can be searched and walked by arrow keys. */
export const PartTree = ({ entries, chosen }: PartTreeProps) => {
  const list = useRef<HTMLDivElement>(null);
  const current = useSignal("");
  const chosenId = chosen ? `${chosen.kind} ${chosen.key}` : "";
  const isUnfolded = (id: string): boolean =>
    folded.value[id] === undefined
      ? !id.includes("/") || id === `${chosen?.kind}/${chosen?.area}`
      : folded.value[id] === false;
  const rows = treeRows(entries, query.value, isUnfolded);
  const focusable = [current.value, chosenId].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);
  const focusRow = (row: TreeRow | undefined): void => {
    if (!row) return;
    current.value = row.id;
    document.getElementById(idOfRow(row))?.focus();
  };
  const onKeyDown = (row: TreeRow, event: KeyboardEvent): void => {
    const next = nextIndex(rows, rows.indexOf(row), event.key);
    if (event.key === "Enter" || event.key === " ") open(row);
    else if (isFolding(row, event.key)) toggle(row.id, event.key === "ArrowRight");
    else if (next !== undefined) focusRow(rows[next]);
    else return;
    event.preventDefault();
  };
  return (
    <div class="finder">
      <SearchBox rows={rows} onDown={() => focusRow(rows.find(({ entry }) => entry) ?? rows[0])} />
      <div class="part-tree" role="tree" aria-label="Parts" tabIndex={-1} ref={list}>
        {rows.map((row) => (
          <PartTreeRow
            key={row.id}
            row={row}
            id={idOfRow(row)}
            isChosen={row.id === chosenId}
            isFocusable={row.id === focusable}
            onOpen={() => {
              current.value = row.id;
              open(row);
            }}
            onKeyDown={(event) => onKeyDown(row, event)}
          />
        ))}
      </div>
    </div>
  );
};

const SearchBox = ({ rows, onDown }: { rows: readonly TreeRow[]; onDown(): void }) => {
  const count = rows.filter(({ entry }) => entry).length;
  const first = rows.find(({ entry }) => entry);
  return (
    <div>
      <label class="unseen" for="part-search">
        Search
      </label>
      <input
        id="part-search"
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder="Search by label, key or input"
        value={query.value}
        onInput={({ currentTarget }) => {
          query.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") onDown();
          else if (event.key === "Enter" && first && query.value !== "") open(first);
          else return;
          event.preventDefault();
        }}
      />
      <p class="parts-found quiet" aria-live="polite">
        {query.value.trim() === "" ? "" : `${count} found`}
      </p>
    </div>
  );
};
