import type { ComponentChildren } from "preact";

interface EntryToolsProps {
  /** What the row is called. */
  label: string;
  place: { index: number; count: number };
  onRemove(): void;
  onMove(by: number): void;
  /** What else there is to choose for the row. */
  children: ComponentChildren;
}

/** What moves and removes a row of a list. */
export const EntryTools = ({ label, place, onRemove, onMove, children }: EntryToolsProps) => (
  <span class="entry-tools">
    {children}
    <button
      type="button"
      class="plain small"
      aria-label={`Move ${label} up`}
      disabled={place.index === 0}
      onClick={() => onMove(-1)}
    >
      ↑
    </button>
    <button
      type="button"
      class="plain small"
      aria-label={`Move ${label} down`}
      disabled={place.index === place.count - 1}
      onClick={() => onMove(1)}
    >
      ↓
    </button>
    <button type="button" class="plain small" aria-label={`Remove ${label}`} onClick={onRemove}>
      ×
    </button>
  </span>
);
