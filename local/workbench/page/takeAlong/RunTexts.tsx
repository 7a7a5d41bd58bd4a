import { useRef } from "preact/hooks";
import type { TakenAlong } from "../../wire/takenText";
import { addressOf } from "../app/route";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { runs } from "../run/runs";
import { stateWords } from "../run/runWords";
import { TakenTexts } from "./TakenTexts";

/** A run as texts. Those of the former one stay until they are there, and with them the tab that was chosen. */
export const RunTexts = ({ id }: { id: string }) => {
  const run = runs.value.find((one) => one.id === id);
  const address = `/api/runs/${encodeURIComponent(id)}/takeAlong?state=${run?.state ?? ""}`;
  const { value, problem } = useLoaded<TakenAlong>(address, ["component", "connections"]);
  const latest = useRef<TakenAlong>(undefined);
  latest.current = value ?? latest.current;
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (!latest.current) return null;
  return (
    <TakenTexts taken={latest.current}>
      {run && (
        <>
          <span class={`state is-${run.state}`}>{stateWords[run.state]}</span>{" "}
          <a href={addressOf("run", run.asked.kind, run.asked.key, id)}>Show the run</a>
        </>
      )}
    </TakenTexts>
  );
};
