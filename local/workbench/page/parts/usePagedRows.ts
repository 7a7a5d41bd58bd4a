import { useEffect, useMemo, useState } from "preact/hooks";
import { RowPages } from "./RowPages";

/**
 * Rows of a table on the server, which are asked for in pages as they come into sight.
 * @param address - answers `{rows, total}` for an offset and a count
 * @param version - grows as rows are added at the end
 */
export const usePagedRows = <Row>(address: string, version: number): RowPages<Row> => {
  const [, setTick] = useState(0);
  const pages = useMemo(() => new RowPages<Row>(address, () => setTick((tick) => tick + 1)), [address]);
  useEffect(() => pages.renew(version), [pages, version]);
  return pages;
};
