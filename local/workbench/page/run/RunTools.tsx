import { useState } from "preact/hooks";
import type { RunView } from "../../wire/run";
import { post, sentenceOf } from "../app/api";
import { addressOf } from "../app/route";
import { announce } from "../parts/announce";
import { Problem } from "../parts/Problem";
import { putFormBack } from "./putFormBack";
import { putRun } from "./runs";

interface RunToolsProps {
  run: RunView;
  onShow(run: RunView): void;
}

/** What can be done with a run: cancel it, run it again, put its form back. */
export const RunTools = ({ run, onShow }: RunToolsProps) => {
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const act = (action: () => Promise<void>) => (): void => {
    setProblem(undefined);
    action().catch((error: unknown) => setProblem(sentenceOf(error)));
  };
  const cancel = act(async () => {
    await post(`/api/runs/${run.id}/cancel`);
  });
  const again = act(async () => {
    const started = await post<RunView>(`/api/runs/${run.id}/again`);
    putRun(started);
    onShow(started);
  });
  const putBack = act(async () => {
    await putFormBack(run.id);
    onShow(run);
    announce("The form is as it was for this run.");
  });
  return (
    <div class="run-tools">
      {run.state === "running" ? (
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      ) : (
        <button type="button" onClick={again}>
          Run again
        </button>
      )}
      <button type="button" onClick={putBack}>
        Put its form back
      </button>
      <a href={addressOf("takeAlong", run.id)}>Take this run along</a>
      {problem !== undefined && <Problem sentence={problem} />}
    </div>
  );
};
