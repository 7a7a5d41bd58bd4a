import type { TreeRow } from "./treeRows";

interface PartTreeRowProps {
  row: TreeRow;
  id: string;
  isChosen: boolean;
  /** True for the one row that the Tab key reaches. */
  isFocusable: boolean;
  onOpen(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** A row of the tree: a kind, an area or a part. */
export const PartTreeRow = ({ row, id, isChosen, isFocusable, onOpen, onKeyDown }: PartTreeRowProps) => (
  <div
    id={id}
    class={`part-tree-row level-${row.level}`}
    role="treeitem"
    tabIndex={isFocusable ? 0 : -1}
    aria-level={row.level}
    aria-posinset={row.position}
    aria-setsize={row.siblings}
    aria-expanded={row.branch?.isOpen}
    aria-selected={isChosen}
    title={row.entry?.description}
    onClick={onOpen}
    onKeyDown={onKeyDown}
  >
    {row.branch && <span class="fold-mark" aria-hidden="true" />}
    <span class="part-tree-label">
      {row.label}
      {row.foundIn !== undefined && <small class="part-found-in">{row.foundIn}</small>}
    </span>
    {row.branch && (
      <span class="part-tree-count" aria-hidden="true">
        {row.branch.count}
      </span>
    )}
  </div>
);
