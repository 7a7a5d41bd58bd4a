import { useState } from "preact/hooks";
import type { RunView } from "../../../wire/run";
import { post, sentenceOf } from "../../app/api";
import { goTo } from "../../app/route";
import { Problem } from "../../parts/Problem";
import { BulkRun } from "./BulkRun";
import { RunList } from "./RunList";
import { useRuns } from "./useRuns";

/** Starts many prompts at the local endpoint, whose quota is set so that they run into it. */
const SampleButton = () => {
  const [problem, setProblem] = useState<string>();
  const start = async (): Promise<void> => {
    setProblem(undefined);
    try {
      goTo("bulk", "run", (await post<RunView>("/api/bulk/sample")).id);
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  };
  return (
    <div class="bulk-sample">
      <button type="button" class="main" onClick={() => void start()}>
        Start 200 prompts against a quota
      </button>
      <p class="quiet">Sets 100 requests per minute and a wait of 150 to 600 ms at the local endpoint.</p>
      {problem !== undefined && <Problem sentence={problem} />}
    </div>
  );
};

const Chosen = ({ runs, chosen }: { runs: readonly RunView[]; chosen: string | undefined }) => {
  const run = chosen === undefined ? runs[0] : runs.find(({ id }) => id === chosen);
  if (run) return <BulkRun key={run.id} run={run} />;
  if (chosen !== undefined) return <Problem sentence="This run is no longer in the history." />;
  return <p class="quiet">Nothing ran yet: start the sample, or any action on the page Run.</p>;
};

/** The runs of the session, and the one that was chosen, or the newest. */
export const RunsRoom = ({ chosen }: { chosen: string | undefined }) => {
  const { runs, problem } = useRuns();
  if (problem !== undefined) return <Problem sentence={problem} />;
  return (
    <div class="columns bulk-columns">
      <div class="bulk-side">
        <SampleButton />
        {runs && <RunList runs={runs} chosen={chosen ?? runs[0]?.id} />}
      </div>
      <div>{runs && <Chosen runs={runs} chosen={chosen} />}</div>
    </div>
  );
};
