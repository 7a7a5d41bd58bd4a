import { useRef } from "preact/hooks";
import { type AnswerMeasures, answerMeasures } from "../columns/answerMeasures";
import type { RunColumns } from "../columns/RunColumns";
import { HistogramPlot } from "./HistogramPlot";

/** While a run goes on, its histograms are made anew so often, in milliseconds. */
const madeEveryMs = 1_000;

interface Made extends AnswerMeasures {
  columns: RunColumns;
  eventCount: number;
  atMs: number;
}

/** The histograms of what the answers of a run took and used. */
export const AnswerHistograms = ({ columns, isRunning }: { columns: RunColumns; isRunning: boolean }) => {
  const held = useRef<Made | undefined>(undefined);
  const { eventCount } = columns;
  const { current } = held;
  const isStale = current?.columns !== columns || current.eventCount !== eventCount;
  const isDue = current?.columns !== columns || !isRunning || Date.now() - current.atMs > madeEveryMs;
  if (isStale && isDue)
    held.current = { ...answerMeasures(columns.attempts), columns, eventCount, atMs: Date.now() };
  return (
    <>
      <HistogramPlot title="Milliseconds per answer" unit=" ms" histogram={held.current?.durations} />
      <HistogramPlot title="Tokens per answer" unit="" histogram={held.current?.tokens} />
    </>
  );
};
