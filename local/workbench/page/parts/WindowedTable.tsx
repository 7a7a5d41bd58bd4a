import { useEffect, useState } from "preact/hooks";
import { rowsInWindow } from "./rowsInWindow";
import "./windowed.css";

interface WindowedTableProps {
  label: string;
  columns: readonly string[];
  count: number;
  /** The table grows to this height, and scrolls from there on. */
  mostHeightPx?: number;
  /** The cells of a row; undefined while they are on their way. */
  cells(index: number): readonly string[] | undefined;
  /** Is told which rows are drawn, for who has to load them. */
  onSeen?(from: number, to: number): void;
}

const rowHeightPx = 28;

const Spacer = ({ rows }: { rows: number }) =>
  rows > 0 ? <tr style={{ height: `${rows * rowHeightPx}px` }} /> : null;

const Head = ({ columns }: Pick<WindowedTableProps, "columns">) => (
  <thead>
    <tr>
      {columns.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
    </tr>
  </thead>
);

interface RowProps {
  index: number;
  columns: readonly string[];
  cells: readonly string[];
}

const Row = ({ index, columns, cells }: RowProps) => (
  <tr aria-rowindex={index + 2} style={{ height: `${rowHeightPx}px` }}>
    {cells.map((cell, column) => (
      <td key={columns[column]} title={cell}>
        {cell}
      </td>
    ))}
  </tr>
);

/** A table of which only the rows that are seen are drawn. */
export const WindowedTable = ({
  label,
  columns,
  count,
  mostHeightPx = 420,
  cells,
  onSeen,
}: WindowedTableProps) => {
  const [topPx, setTopPx] = useState(0);
  const heightPx = Math.min((count + 1) * rowHeightPx, mostHeightPx);
  const { from, to } = rowsInWindow(topPx, heightPx, rowHeightPx, count);
  useEffect(() => onSeen?.(from, to), [from, to, onSeen]);
  return (
    <section
      class="windowed-table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it
      tabIndex={0}
      aria-label={label}
      style={{ maxHeight: `${mostHeightPx}px` }}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <table aria-rowcount={count + 1}>
        <Head columns={columns} />
        <tbody>
          <Spacer rows={from} />
          {Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place).map((index) => (
            <Row key={index} index={index} columns={columns} cells={cells(index) ?? ["…"]} />
          ))}
          <Spacer rows={count - to} />
        </tbody>
      </table>
    </section>
  );
};
