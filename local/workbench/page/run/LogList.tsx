import { useId, useState } from "preact/hooks";
import type { LogLine, RunView } from "../../wire/run";
import { Problem } from "../parts/Problem";
import { usePagedRows } from "../parts/usePagedRows";
import { WindowedList } from "../parts/WindowedList";
import { clockTime } from "./runWords";

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

/** The log of a run from a level on, with a filter. The line that is marked is shown whole. */
export const LogList = ({ run }: { run: RunView }) => {
  const id = useId();
  const [level, setLevel] = useState<string>("debug");
  const [text, setText] = useState("");
  const [marked, setMarked] = useState(-1);
  const query = new URLSearchParams({ level, text });
  const { total, problem, rowAt, onSeen } = usePagedRows<LogLine>(
    `/api/runs/${run.id}/log?${query}`,
    run.logLines,
  );
  const line = rowAt(marked);
  return (
    <div class="log">
      <div class="log-tools">
        <label for={`${id}-level`}>From level</label>
        <select
          id={`${id}-level`}
          value={level}
          onChange={({ currentTarget }) => setLevel(currentTarget.value)}
        >
          {levels.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <label for={`${id}-text`}>With text</label>
        <input
          id={`${id}-text`}
          type="text"
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </div>
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
          onSeen={onSeen}
          row={(index) => (
            <LogRow line={rowAt(index)} isMarked={index === marked} onMark={() => setMarked(index)} />
          )}
        />
      )}
      {line && <pre class="node-text">{line.text}</pre>}
    </div>
  );
};
