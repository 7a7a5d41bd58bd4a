import { useEffect } from "preact/hooks";
import type { Part } from "../../wire/catalogue";
import type { RunView } from "../../wire/run";
import { route } from "../app/route";
import { Announcer } from "../parts/Announcer";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { HistoryList } from "./HistoryList";
import { PartPicker } from "./PartPicker";
import { RunReport } from "./RunReport";
import { followRuns, runs } from "./runs";
import { StepForm } from "./StepForm";
import "./run.css";

/** What the page begins with. */
const firstPart = ["action", "createChatCompletion"] as const;

/** The run of the address, or the latest of the part. */
const shownRun = (kind: string, key: string, id: string | undefined): RunView | undefined =>
  id === undefined
    ? runs.value.findLast(({ asked }) => asked.kind === kind && asked.key === key)
    : runs.value.find((run) => run.id === id);

/** The page Run: a step's form, its run, and the runs of the session. */
export const RunPage = () => {
  const [, kind = firstPart[0], key = firstPart[1], id] = route.value;
  useEffect(followRuns, []);
  const isRun = kind !== "trigger" && kind !== "connection";
  const { value: part, problem } = useLoaded<Part>(
    isRun ? `/api/parts/${encodeURIComponent(kind)}/${encodeURIComponent(key)}` : undefined,
    ["component"],
  );
  const shown = shownRun(kind, key, id);
  return (
    <>
      <h1>Run</h1>
      <div class="run-page">
        <div class="run-entry">
          <PartPicker kind={kind} keyOfPart={key} label={part?.key === key ? part.label : undefined} />
          {!isRun && (
            <Problem sentence="Actions and data sources are run here. Triggers and connections have pages of their own." />
          )}
          {problem !== undefined && <Problem sentence={problem} />}
          {part && part.key === key && <StepForm key={`${kind} ${key}`} part={part} shown={shown} />}
        </div>
        <div class="run-shown" id="run-shown">
          {shown ? (
            <RunReport key={shown.id} run={shown} />
          ) : (
            <p class="quiet run-empty">
              {id === undefined
                ? "Fill in the form or its sample, then run it: the result comes here."
                : "This run is no longer in the history."}
            </p>
          )}
        </div>
        <HistoryList shown={shown?.id} />
      </div>
      <Announcer />
    </>
  );
};
