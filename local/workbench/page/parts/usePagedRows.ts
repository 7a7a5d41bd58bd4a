import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { get, sentenceOf } from "../app/api";

/** Rows of one answer. */
const pageSize = 200;

interface LoadedPage<Row> {
  rows: readonly Row[];
  version: number;
}

/** Rows that are loaded as they come into sight. */
export interface PagedRows<Row> {
  total: number;
  problem?: string;
  /** A row; undefined while it is on its way. */
  rowAt(index: number): Row | undefined;
  /** Loads what is missing of these rows. */
  onSeen(from: number, to: number): void;
}

/**
 * Rows of a table on the server, which are asked for in pages as they come into sight.
 * @param address - answers `{rows, total}` for an offset and a count
 * @param version - grows as rows are added at the end
 */
export const usePagedRows = <Row>(address: string, version: number): PagedRows<Row> => {
  const held = useRef({ address, pages: new Map<number, LoadedPage<Row>>(), seen: [0, 0], asked: new Set() });
  const [, setTick] = useState(0);
  const [answer, setAnswer] = useState<{ address?: string; total?: number; problem?: string }>({});
  if (held.current.address !== address) {
    held.current = { address, pages: new Map(), seen: [0, 0], asked: new Set() };
  }
  const { current } = held;
  const load = useCallback(
    (page: number): void => {
      const known = current.pages.get(page);
      const isFresh = known && (known.rows.length === pageSize || known.version === version);
      if (isFresh || current.asked.has(page)) return;
      current.asked.add(page);
      const join = address.includes("?") ? "&" : "?";
      get<{ rows: Row[]; total: number }>(`${address}${join}offset=${page * pageSize}&count=${pageSize}`)
        .then(({ rows, total }) => {
          current.pages.set(page, { rows, version });
          setAnswer({ address, total });
          setTick((tick) => tick + 1);
        })
        .catch((error: unknown) => setAnswer({ address, problem: sentenceOf(error) }))
        .finally(() => current.asked.delete(page));
    },
    [address, version, current],
  );
  const onSeen = useCallback(
    (from: number, to: number): void => {
      current.seen = [from, to];
      const last = Math.floor(Math.max(from, to - 1) / pageSize);
      for (let page = Math.floor(from / pageSize); page <= last; page += 1) load(page);
    },
    [load, current],
  );
  // What grew is asked for anew, where it is in sight.
  useEffect(() => onSeen(current.seen[0] ?? 0, (current.seen[1] ?? 0) + 1), [onSeen, current]);
  const isOwn = answer.address === address;
  return {
    total: isOwn ? (answer.total ?? 0) : 0,
    ...(isOwn && answer.problem !== undefined && { problem: answer.problem }),
    rowAt: (index) => current.pages.get(Math.floor(index / pageSize))?.rows[index % pageSize],
    onSeen,
  };
};
