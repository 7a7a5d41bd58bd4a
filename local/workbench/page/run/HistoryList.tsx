import type { RunView } from "../../wire/run";
import { addressOf } from "../app/route";
import { clockTime } from "../parts/clockTime";
import { WindowedList } from "../parts/WindowedList";
import { runs } from "./runs";
import { runSpan, stateWords } from "./runWords";

interface HistoryListProps {
  /** Id of the run that is shown. */
  shown: string | undefined;
  /** Where a run leads to; default: to itself on the page Run. */
  leadTo?(run: RunView): string;
}

const toRun = ({ asked, id }: RunView): string => addressOf("run", asked.kind, asked.key, id);

const Entry = ({ run, href, isShown }: { run: RunView; href: string; isShown: boolean }) => (
  <a class="history-entry" href={href} aria-current={isShown ? "true" : undefined}>
    <span class="history-name">{run.name}</span>
    <span class={`state is-${run.state}`}>{stateWords[run.state]}</span>
    <span class="quiet" data-volatile="time">
      {clockTime(run.startedAtMs)}
      {run.endedAtMs === undefined ? "" : ` · ${runSpan(run, run.endedAtMs)}`}
    </span>
  </a>
);

/** The runs of the session, the latest first. */
export const HistoryList = ({ shown, leadTo = toRun }: HistoryListProps) => {
  const all = runs.value;
  return (
    <section class="history" aria-label="History">
      <h2>History</h2>
      {all.length === 0 ? (
        <p class="quiet">Nothing was run yet.</p>
      ) : (
        <WindowedList
          role="group"
          aria-label="Runs, the latest first"
          count={all.length}
          rowHeightPx={50}
          mostHeightPx={560}
          row={(index) => {
            const run = all[all.length - 1 - index];
            return run && <Entry run={run} href={leadTo(run)} isShown={run.id === shown} />;
          }}
        />
      )}
    </section>
  );
};
