import type { BulkFailure } from "../../../wire/bulk";
import type { RunColumns } from "../columns/RunColumns";
import { whole } from "../figures";

/** Places that a row shows. */
const mostShown = 12;

const placesOf = ({ places, count }: BulkFailure): string => {
  const shown = places.slice(0, mostShown).map((place) => whole(place));
  const more = count - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${whole(more)} more` : ""}`;
};

const ItemFailures = ({ failures }: { failures: readonly BulkFailure[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
  <section class="bulk-scroll-x" tabIndex={0} aria-label="Items that failed">
    <table>
      <caption>Items that failed, by kind</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Items</th>
          <th scope="col">Places</th>
          <th scope="col">Message of the first</th>
        </tr>
      </thead>
      <tbody>
        {failures.map((failure) => (
          <tr key={failure.kind}>
            <th scope="row">{failure.kind}</th>
            <td class="number">{whole(failure.count)}</td>
            <td>{placesOf(failure)}</td>
            <td class="bulk-message">{failure.message}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const AttemptFailures = ({ failures }: { failures: ReadonlyMap<string, number> }) => (
  <table data-volatile>
    <caption>Attempts that were not answered</caption>
    <thead>
      <tr>
        <th scope="col">Outcome</th>
        <th scope="col">Attempts</th>
      </tr>
    </thead>
    <tbody>
      {[...failures]
        .sort(([, left], [, right]) => right - left)
        .map(([kind, count]) => (
          <tr key={kind}>
            <th scope="row">{kind}</th>
            <td class="number">{whole(count)}</td>
          </tr>
        ))}
    </tbody>
  </table>
);

interface FailuresProps {
  columns: RunColumns;
  items: readonly BulkFailure[];
}

/** What failed: attempts while a run goes on, and its items once it has a result. */
export const RunFailures = ({ columns, items }: FailuresProps) => (
  <section class="bulk-panel">
    <h3>Failures</h3>
    {columns.failures.size === 0 && items.length === 0 && <p class="quiet">No attempt has failed.</p>}
    {items.length > 0 && <ItemFailures failures={items} />}
    {columns.failures.size > 0 && <AttemptFailures failures={columns.failures} />}
  </section>
);
