import { type Branch, hasEntries } from "./Branch";

/** What a key does in a tree: it opens or closes the marked row, or marks another one. */
interface TreeMove {
  toggle?: true;
  to?: number;
}

/** Rows that a page key passes. */
const rowsOfPage = 15;

const sideways = (key: string, active: number, top: Branch): TreeMove => {
  const row = top.rowAt(active);
  if (!row) return {};
  if (key === "ArrowRight") {
    if (row.branch) return { to: active + 1 };
    return row.entry && hasEntries(row.entry.node) ? { toggle: true } : {};
  }
  if (row.branch) return { toggle: true };
  // The rows above with a lower level are what the row is in.
  for (let place = active - 1 - row.index; place >= 0; place -= 1) {
    if ((top.rowAt(place)?.level ?? row.level) < row.level) return { to: place };
  }
  return {};
};

/** What a key does in a tree; undefined for one that does nothing there. */
export const moveInTree = (key: string, active: number, top: Branch): TreeMove | undefined => {
  const last = top.rows - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + rowsOfPage,
    PageUp: active - rowsOfPage,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  if (to !== undefined) return { to: Math.max(0, Math.min(last, to)) };
  if (key === "ArrowRight" || key === "ArrowLeft") return sideways(key, active, top);
  return key === "Enter" || key === " " ? { toggle: true } : undefined;
};
