import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { ExchangeRow } from "../../../wire/exchange";
import { rowsInWindow } from "../../parts/rowsInWindow";
import { ExchangeLine } from "./ExchangeLine";

const rowHeightPx = 30;
const mostHeightPx = 660;

interface ExchangeTableProps {
  rows: readonly ExchangeRow[];
  /** Number of the one that is open. */
  opened: number | undefined;
  onOpen(number: number): void;
}

const columns = [
  ["time", "Time"],
  ["server", "Service"],
  ["method", "Method"],
  ["path", "Path"],
  ["model", "Model"],
  ["status", "Status"],
  ["took", "ms"],
  ["why", "Why"],
] as const;

/** Stands for rows that are not drawn. */
const Space = ({ rows }: { rows: number }) =>
  rows > 0 ? <tr style={{ height: `${rows * rowHeightPx}px` }} /> : null;

const Head = () => (
  <thead>
    <tr aria-rowindex={1}>
      {columns.map(([key, label]) => (
        <th key={key} scope="col" class={`column-${key}`}>
          {label}
        </th>
      ))}
    </tr>
  </thead>
);

const moves: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** Keeps the open row in sight, and gives it the focus where a key opened it. */
const useOpenRow = (at: number, opened: number | undefined) => {
  const box = useRef<HTMLDivElement>(null);
  const movedTo = useRef<number | undefined>(undefined);
  useLayoutEffect(() => {
    const { current } = box;
    if (!current || at < 0) return;
    // The head stands above the rows while they scroll.
    const [start, end] = [at * rowHeightPx, (at + 2) * rowHeightPx];
    if (start < current.scrollTop) current.scrollTop = start;
    else if (end > current.scrollTop + mostHeightPx) current.scrollTop = end - mostHeightPx;
    // Only opening another one scrolls, and not the requests that come before it.
  }, [opened]);
  useEffect(() => {
    const button = box.current?.querySelector<HTMLElement>(`[data-number="${movedTo.current}"]`);
    if (!button) return;
    movedTo.current = undefined;
    button.focus({ preventScroll: true });
  });
  return { box, movedTo };
};

/** The requests as a table, of which only the rows that are seen are drawn. Arrow keys open the next ones. */
export const ExchangeTable = ({ rows, opened, onOpen }: ExchangeTableProps) => {
  const [topPx, setTopPx] = useState(0);
  const at = rows.findIndex(({ number }) => number === opened);
  const { box, movedTo } = useOpenRow(at, opened);
  const { from, to } = rowsInWindow(topPx, mostHeightPx, rowHeightPx, rows.length);
  const moveFrom = (index: number, event: KeyboardEvent): void => {
    const next = rows[Math.min(Math.max(index + (moves[event.key] ?? 0), 0), rows.length - 1)];
    if (moves[event.key] === undefined || !next) return;
    event.preventDefault();
    movedTo.current = next.number;
    onOpen(next.number);
  };
  return (
    <div
      ref={box}
      class="exchange-table"
      style={{ maxHeight: `${mostHeightPx}px` }}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <table aria-labelledby="requests-heading" aria-rowcount={rows.length + 1}>
        <Head />
        <tbody>
          <Space rows={from} />
          {rows.slice(from, to).map((row, place) => (
            <ExchangeLine
              key={row.number}
              row={row}
              place={from + place + 2}
              isOpened={row.number === opened}
              onOpen={() => onOpen(row.number)}
              onKeyDown={(event) => moveFrom(from + place, event)}
            />
          ))}
          <Space rows={rows.length - to} />
        </tbody>
      </table>
    </div>
  );
};
