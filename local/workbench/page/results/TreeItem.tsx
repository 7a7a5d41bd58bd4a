import { hasEntries, type TreeRow } from "./Branch";
import { describeNode } from "./describeNode";

interface TreeItemProps {
  id: string;
  row: TreeRow | undefined;
  isActive: boolean;
  onMark(): void;
  onToggle(): void;
}

/** Characters of a name or value that a row shows. */
const mostShown = 300;

/** Deeper levels are not moved further to the right. */
const mostIndent = 14;

const Content = ({ entry }: Pick<TreeRow, "entry">) =>
  entry ? (
    <>
      <span class="result-name">{entry.name.slice(0, mostShown)}</span>
      <span class={`result-value is-${entry.node.kind}`}>{describeNode(entry.node).slice(0, mostShown)}</span>
    </>
  ) : (
    <span class="quiet">…</span>
  );

/** One row of a tree. */
export const TreeItem = ({ id, row, isActive, onMark, onToggle }: TreeItemProps) => {
  if (!row) return null;
  const { entry, branch, level, index, parent } = row;
  const isFoldable = entry !== undefined && hasEntries(entry.node);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and the keys for all of its rows
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      class={`result-row ${isActive ? "is-active" : ""}`}
      aria-level={level}
      aria-setsize={parent.size}
      aria-posinset={index + 1}
      aria-selected={isActive}
      aria-expanded={isFoldable ? branch !== undefined : undefined}
      style={{ paddingLeft: `${Math.min(level - 1, mostIndent) * 1.1}rem` }}
      onClick={onMark}
      onDblClick={onToggle}
    >
      <span
        class="twisty"
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation();
          if (isFoldable) onToggle();
          else onMark();
        }}
      >
        {isFoldable ? (branch ? "▾" : "▸") : ""}
      </span>
      <Content entry={entry} />
    </div>
  );
};
