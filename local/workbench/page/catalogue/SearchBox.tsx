import type { TreeRow } from "./treeRows";
import { query } from "./treeState";

interface SearchBoxProps {
  rows: readonly TreeRow[];
  /** Goes on to the tree. */
  onDown(): void;
  /** Opens the first part that was found. */
  onEnter(): void;
}

/** A box that looks for parts. The arrow key goes on to what was found, and Enter opens the first. */
export const SearchBox = ({ rows, onDown, onEnter }: SearchBoxProps) => (
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
        else if (event.key === "Enter" && query.value !== "") onEnter();
        else return;
        event.preventDefault();
      }}
    />
    <p class="parts-found quiet" aria-live="polite">
      {query.value.trim() === "" ? "" : `${rows.filter(({ entry }) => entry).length} found`}
    </p>
  </div>
);
