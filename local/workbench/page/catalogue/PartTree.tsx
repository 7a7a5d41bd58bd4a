import { useEffect, useRef } from "preact/hooks";
import type { CatalogueEntry, CatalogueItem } from "../../wire/catalogue";
import { PartTreeRow } from "./PartTreeRow";
import { SearchBox } from "./SearchBox";
import { usePartTree } from "./usePartTree";

interface PartTreeProps {
  entries: readonly CatalogueItem[];
  chosen: CatalogueEntry | undefined;
}

/** All parts as a tree that can be searched and walked by arrow keys. */
export const PartTree = ({ entries, chosen }: PartTreeProps) => {
  const list = useRef<HTMLDivElement>(null);
  const { rows, chosenId, focusableId, idOf, open, focus, onKeyDown } = usePartTree(entries, chosen);
  const first = rows.find(({ entry }) => entry);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [chosenId]);
  return (
    <div class="finder">
      <SearchBox
        rows={rows}
        onDown={() => focus(first ?? rows[0])}
        onEnter={() => {
          if (first) open(first);
        }}
      />
      <div class="part-tree" role="tree" aria-label="Parts" tabIndex={-1} ref={list}>
        {rows.map((row) => (
          <PartTreeRow
            key={row.id}
            row={row}
            id={idOf(row)}
            isChosen={row.id === chosenId}
            isFocusable={row.id === focusableId}
            onOpen={() => open(row)}
            onKeyDown={(event) => onKeyDown(row, event)}
          />
        ))}
      </div>
    </div>
  );
};
