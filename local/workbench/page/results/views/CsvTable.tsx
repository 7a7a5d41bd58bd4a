import type { ParseResult } from "papaparse";
import { useEffect, useState } from "preact/hooks";

/** Rows and columns that are shown. */
const mostRows = 200;
const mostColumns = 50;

type Rows = string[][];

/** The first rows of a text; the parser is loaded when it is first needed. */
const useRows = (text: string): Rows => {
  const [rows, setRows] = useState<Rows>([]);
  useEffect(() => {
    let isCurrent = true;
    import("papaparse").then(({ default: papaparse }) => {
      const { data }: ParseResult<string[]> = papaparse.parse<string[]>(text, {
        preview: mostRows + 1,
        skipEmptyLines: true,
      });
      if (isCurrent) setRows(data.map((row) => row.slice(0, mostColumns)));
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return rows;
};

/** A spreadsheet's first rows as a table. */
export const CsvTable = ({ text, isCut }: { text: string; isCut: boolean }) => {
  const [head = [], ...rows] = useRows(text);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls takes the focus, so that keys scroll it
    <section class="csv" aria-label="Rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {(isCut || rows.length >= mostRows) && (
        <p class="quiet">The first {rows.length} rows are shown: save the file to see the rest.</p>
      )}
    </section>
  );
};
