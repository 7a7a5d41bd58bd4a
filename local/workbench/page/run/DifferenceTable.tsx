import type { Comparison, Difference } from "../../wire/comparison";
import type { RunView } from "../../wire/run";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";

const words: Readonly<Record<Difference["kind"], string>> = {
  missing: "declared, not there",
  notDeclared: "not declared",
  otherType: "another type",
  null: "null",
  onlyInExample: "only in the example",
  notInExample: "not in the example",
};

const fromExample = (kind: Difference["kind"]): boolean =>
  kind === "onlyInExample" || kind === "notInExample";

const detailOf = ({ expected, found, places }: Difference): string =>
  [
    expected !== undefined ? `${expected} declared, ${found} found` : "",
    places > 1 ? `${places.toLocaleString("en-US")} places` : "",
  ]
    .filter((text) => text !== "")
    .join("; ");

const Table = ({ title, rows }: { title: string; rows: readonly Difference[] }) => {
  const hasDetails = rows.some((row) => detailOf(row) !== "");
  return (
    <>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p class="quiet">None.</p>
      ) : (
        <table class="differences">
          <thead>
            <tr>
              <th scope="col">Path</th>
              <th scope="col">Difference</th>
              {hasDetails && <th scope="col">Detail</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.path} ${row.kind}`}>
                <td class="code">{row.path || "(the whole result)"}</td>
                <td>{words[row.kind]}</td>
                {hasDetails && <td>{detailOf(row)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};

/** In what a result is other than its declared shape, and than its example. */
export const DifferenceTable = ({ run }: { run: RunView }) => {
  const { value, problem } = useLoaded<Comparison>(`/api/runs/${run.id}/comparison`);
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (!value) return null;
  const { differences, isDeclared, hasExample, isCut } = value;
  return (
    <>
      {isDeclared ? (
        <Table title="Declared shape" rows={differences.filter(({ kind }) => !fromExample(kind))} />
      ) : (
        <p class="quiet">The part declares no shape of its result.</p>
      )}
      {hasExample ? (
        <Table title="Example" rows={differences.filter(({ kind }) => fromExample(kind))} />
      ) : (
        <p class="quiet">The part has no example.</p>
      )}
      {isCut && <p class="quiet">There is more that was not compared: the result is large.</p>}
    </>
  );
};
