import { useId, useState } from "preact/hooks";
import type { LogLine, RunView } from "../../wire/run";
import { clockTime } from "../parts/clockTime";
import { Problem } from "../parts/Problem";
import { usePagedRows } from "../parts/usePagedRows";
import { WindowedList } from "../parts/WindowedList";

const levels = ["debug", "info", "warn", "error"] as const;

interface LogRowProps {
  line: LogLine | undefined;
  isMarked: boolean;
  onMark(): void;
}

const LogRow = ({ line, isMarked, onMark }: LogRowProps) => (
  <button
    type="button"
    class={`plain log-line ${isMarked ? "is-active" : ""}`}
    aria-pressed={isMarked}
    onClick={onMark}
  >
    {line && (
      <>
        <span class="quiet">{clockTime(line.atMs)}</span>
        <span class={`level is-${line.level}`}>{line.level}</span>
        <span class="log-text">{line.text}</span>
      </>
    )}
  </button>
);

interface LogFilter {
  level: string;
  text: string;
}

const FilterBoxes = ({ filter, onFilter }: { filter: LogFilter; onFilter(filter: LogFilter): void }) => {
  const id = useId();
  return (
    <div class="log-tools">
      <label for={`${id}-level`}>From level</label>
      <select
        id={`${id}-level`}
        value={filter.level}
        onChange={({ currentTarget }) => onFilter({ ...filter, level: currentTarget.value })}
      >
        {levels.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
      <label for={`${id}-text`}>With text</label>
      <input
        id={`${id}-text`}
        type="text"
        value={filter.text}
        onInput={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
      />
    </div>
  );
};

/** The log of a run from a level on, with a filter. The line that is marked is shown whole. */
export const LogList = ({ run }: { run: RunView }) => {
  const [filter, setFilter] = useState<LogFilter>({ level: "debug", text: "" });
  const [marked, setMarked] = useState(-1);
  const query = new URLSearchParams({ ...filter });
  const pages = usePagedRows<LogLine>(`/api/runs/${run.id}/log?${query}`, run.logLines);
  const { total, problem } = pages;
  const line = pages.rowAt(marked);
  return (
    <div class="log">
      <FilterBoxes filter={filter} onFilter={setFilter} />
      {problem !== undefined && <Problem sentence={problem} />}
      <p class="quiet" role="status">
        {total === 0
          ? "No lines."
          : `${total.toLocaleString("en-US")} of ${run.logLines.toLocaleString("en-US")} lines`}
      </p>
      {total > 0 && (
        <WindowedList
          role="group"
          aria-label="Lines of the log"
          count={total}
          rowHeightPx={26}
          mostHeightPx={320}
          onSeen={(from, to) => pages.see(from, to)}
          row={(index) => (
            <LogRow line={pages.rowAt(index)} isMarked={index === marked} onMark={() => setMarked(index)} />
          )}
        />
      )}
      {line && <pre class="node-text">{line.text}</pre>}
    </div>
  );
};
