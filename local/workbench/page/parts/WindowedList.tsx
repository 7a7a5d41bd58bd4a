import type { ComponentChildren, HTMLAttributes, RefObject } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { rowsInWindow } from "./rowsInWindow";
import "./windowed.css";

/** Rows that stay in sight above or below of one that is scrolled to. */
const rowsAround = 2;

/** A list of many rows of one height. Other attributes are the container's. */
interface WindowedListProps extends Omit<HTMLAttributes<HTMLDivElement>, "children"> {
  count: number;
  rowHeightPx: number;
  /** The list grows to this height, and scrolls from there on. */
  mostHeightPx?: number;
  /** Row that is scrolled to whenever it changes. */
  shown?: number | undefined;
  /** One row; the list puts it into its place. */
  row(index: number): ComponentChildren;
  /** Is told which rows are drawn, for who has to load them. */
  onSeen?(from: number, to: number): void;
}

/** Scrolls to a row whenever it changes. */
const useShownRow = (
  box: RefObject<HTMLDivElement | null>,
  shown: number | undefined,
  rowHeightPx: number,
  heightPx: number,
): void =>
  useLayoutEffect(() => {
    const { current } = box;
    if (!current || shown === undefined || shown < 0) return;
    const [start, end] = [shown * rowHeightPx, (shown + 1) * rowHeightPx];
    const aroundPx = Math.min(rowsAround * rowHeightPx, heightPx / 2 - rowHeightPx);
    if (start < current.scrollTop) current.scrollTop = Math.max(0, start - aroundPx);
    else if (end > current.scrollTop + heightPx) current.scrollTop = end - heightPx + aroundPx;
  }, [box, shown, rowHeightPx, heightPx]);

/** A list of which only the rows that are seen are drawn, so that a hundred thousand are as quick as ten. */
export const WindowedList = ({
  count,
  rowHeightPx,
  mostHeightPx = 480,
  shown,
  row,
  onSeen,
  ...attributes
}: WindowedListProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [topPx, setTopPx] = useState(0);
  const heightPx = Math.min(Math.max(count, 1) * rowHeightPx, mostHeightPx);
  const { from, to } = rowsInWindow(topPx, heightPx, rowHeightPx, count);
  useEffect(() => onSeen?.(from, to), [from, to, onSeen]);
  useShownRow(box, shown, rowHeightPx, heightPx);
  const rows = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
  return (
    <div
      {...attributes}
      ref={box}
      class={`windowed ${attributes.class ?? ""}`}
      style={{ height: `${heightPx}px` }}
      onScroll={({ currentTarget }) => setTopPx(currentTarget.scrollTop)}
    >
      <div role="presentation" class="windowed-space" style={{ height: `${count * rowHeightPx}px` }}>
        {rows.map((index) => (
          <div
            role="presentation"
            class="windowed-row"
            key={index}
            style={{ top: `${index * rowHeightPx}px`, height: `${rowHeightPx}px` }}
          >
            {row(index)}
          </div>
        ))}
      </div>
    </div>
  );
};
