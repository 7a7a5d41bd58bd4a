import type { AttemptEvent } from "../../../../src/client/events";
import type { RunView } from "../../wire/run";
import { Problem } from "../parts/Problem";
import { usePagedRows } from "../parts/usePagedRows";
import { WindowedTable } from "../parts/WindowedTable";
import { spanInWords } from "./runWords";

const columns = [
  "#",
  "Start",
  "Took",
  "Try",
  "Status",
  "Outcome",
  "Code",
  "Wait",
  "Item",
  "Request",
] as const;

const cellsOf = (attempt: AttemptEvent, index: number, startedAtMs: number): string[] => [
  String(index + 1),
  `+${spanInWords(attempt.startedAtMs - startedAtMs)}`,
  spanInWords(attempt.durationMs),
  String(attempt.attempt),
  String(attempt.status ?? "–"),
  attempt.outcome,
  attempt.code ?? "",
  attempt.waitMs === undefined ? "" : spanInWords(attempt.waitMs),
  attempt.item === undefined ? "" : String(attempt.item),
  `${attempt.method} ${attempt.url}`,
];

/** The attempts of a run, in the order in which they ended. */
export const AttemptTable = ({ run }: { run: RunView }) => {
  const pages = usePagedRows<AttemptEvent>(`/api/runs/${run.id}/attempts`, run.attempts);
  const { total, problem } = pages;
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (total === 0) {
    return <p class="quiet">{run.state === "running" ? "No attempt has ended yet." : "Nothing was sent."}</p>;
  }
  return (
    <WindowedTable
      label="Attempts"
      columns={columns}
      count={total}
      onSeen={(from, to) => pages.see(from, to)}
      cells={(index) => {
        const attempt = pages.rowAt(index);
        return attempt && cellsOf(attempt, index, run.startedAtMs);
      }}
    />
  );
};
