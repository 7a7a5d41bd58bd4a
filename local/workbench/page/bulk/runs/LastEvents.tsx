import type { StepEvent } from "../../../../../src/client/events";
import type { RunColumns } from "../columns/RunColumns";
import { took, whole } from "../figures";
import { sinceStart } from "../timeline/timeTicks";

interface EventRow {
  atMs: number;
  what: string;
  text: string;
}

const itemOf = (item: number | undefined): string => (item === undefined ? "" : `item ${whole(item)}, `);

/** An event in words. */
const rowOf = (event: StepEvent): EventRow => {
  if (event.type === "start") {
    const text = `${itemOf(event.item)}attempt ${event.attempt}${event.item === undefined ? "" : " of its call"}`;
    return { atMs: event.startedAtMs, what: "Start", text };
  }
  if (event.type === "attempt") {
    const { item, outcome, status, code, durationMs, startedAtMs } = event;
    const parts = [outcome, status, code === String(status) ? undefined : code]
      .filter((part) => part !== undefined)
      .join(" ");
    const text = `${itemOf(item)}${parts} after ${took(durationMs)}`;
    return { atMs: startedAtMs + durationMs, what: "End", text };
  }
  if (event.type === "pause") {
    const text = `for ${took(event.untilMs - event.atMs)}${event.isProved ? ", the quota is used up" : ""}`;
    return { atMs: event.atMs, what: "Pause", text };
  }
  return { atMs: event.atMs, what: "Progress", text: `${whole(event.done)} of ${whole(event.total)}` };
};

const countsOf = ({ counts, eventCount, pauseFromMs, quota }: RunColumns): Array<[string, string]> => [
  ["Events", whole(eventCount)],
  ["Answered attempts", whole(counts.answered)],
  ["Refused for rate", whole(counts.refused)],
  ["Failed attempts", whole(counts.failed)],
  ["Cancelled attempts", whole(counts.cancelled)],
  ["Pauses", whole(pauseFromMs.length)],
  ...(quota.requests
    ? [["Requests left of the minute", whole(quota.requests.left)] satisfies [string, string]]
    : []),
  ...(quota.tokens
    ? [["Tokens left of the minute", whole(quota.tokens.left)] satisfies [string, string]]
    : []),
];

const CountsTable = ({ columns, id }: { columns: RunColumns; id: string }) => (
  <table id={id} data-volatile>
    <caption>Counts</caption>
    <tbody>
      {countsOf(columns).map(([name, value]) => (
        <tr key={name}>
          <th scope="row">{name}</th>
          <td class="number">{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);

const EventsTable = ({ columns: { last, firstMs } }: { columns: RunColumns }) => (
  <table data-volatile>
    <caption>Last events</caption>
    <thead>
      <tr>
        <th scope="col">Time</th>
        <th scope="col">What</th>
        <th scope="col">Which</th>
      </tr>
    </thead>
    <tbody>
      {last
        .map(rowOf)
        .reverse()
        .map(({ atMs, what, text }, place) => (
          <tr key={place}>
            <td class="number">{sinceStart(atMs - firstMs, 1)}</td>
            <td>{what}</td>
            <td>{text}</td>
          </tr>
        ))}
    </tbody>
  </table>
);

/** What the timeline shows, to be read: counts, and the last events with the newest first. */
export const LastEvents = ({ columns, id }: { columns: RunColumns; id: string }) => (
  <details class="bulk-text" open>
    <summary>The timeline as a table</summary>
    <div class="bulk-tables">
      <CountsTable columns={columns} id={id} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard. */}
      <section class="bulk-scroll" aria-label="Last events" tabIndex={0}>
        <EventsTable columns={columns} />
      </section>
    </div>
  </details>
);
