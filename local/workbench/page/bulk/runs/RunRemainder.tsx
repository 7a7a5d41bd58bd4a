import { useState } from "preact/hooks";
import type { BulkRemainder } from "../../../wire/bulk";
import type { RunView } from "../../../wire/run";
import { post, sentenceOf } from "../../app/api";
import { goTo } from "../../app/route";
import { Problem } from "../../parts/Problem";
import { whole } from "../figures";

interface RemainderProps {
  run: RunView;
  remainder: BulkRemainder;
}

/** What a run left undone, and the button that runs it. */
export const RunRemainder = ({ run, remainder: { count, label, note } }: RemainderProps) => {
  const [problem, setProblem] = useState<string>();
  const [isStarting, setStarting] = useState(false);
  const start = async (): Promise<void> => {
    setStarting(true);
    setProblem(undefined);
    try {
      const next = await post<RunView>(`/api/bulk/runs/${encodeURIComponent(run.id)}/remaining`);
      goTo("bulk", "run", next.id);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setStarting(false);
    }
  };
  return (
    <div class="bulk-remainder">
      <p>
        <strong>{whole(count)}</strong> {count === 1 ? "item remains" : "items remain"}. The same step takes
        them as {label}. {note}
      </p>
      <button type="button" class="main" disabled={isStarting} onClick={() => void start()}>
        Run what remains
      </button>
      {problem !== undefined && <Problem sentence={problem} />}
    </div>
  );
};
