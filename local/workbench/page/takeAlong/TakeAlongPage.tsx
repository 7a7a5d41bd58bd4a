import { useEffect } from "preact/hooks";
import { addressOf, route } from "../app/route";
import { Announcer } from "../parts/Announcer";
import { HistoryList } from "../run/HistoryList";
import { followRuns, runs } from "../run/runs";
import { PlannedList } from "./PlannedList";
import { PlannedTexts } from "./PlannedTexts";
import { RunTexts } from "./RunTexts";
import "../run/run.css";
import "./takeAlong.css";

/** The part of the address that stands in the place of a run's id. */
const planned = "planned";

const Chosen = ({ shown, kind, keyOfPart }: { shown: string; kind: string; keyOfPart: string }) => {
  if (shown === planned)
    return <PlannedTexts key={`${kind} ${keyOfPart}`} kind={kind} keyOfPart={keyOfPart} />;
  if (shown !== "") return <RunTexts id={shown} />;
  return (
    <p class="quiet">
      Run a step or fill in a form, then choose it here: it comes as a command line, as curl, as a step of an
      integration, as code and as a test case.
    </p>
  );
};

/** The page Take along: a run of the session, or a form that is filled in, as texts to copy. */
export const TakeAlongPage = () => {
  const [, named = "", kind = "", keyOfPart = ""] = route.value;
  useEffect(followRuns, []);
  const shown = named === "" ? (runs.value.at(-1)?.id ?? "") : named;
  return (
    <>
      <h1>Take along</h1>
      <div class="columns take-along">
        <div class="take-choice">
          <HistoryList shown={shown} leadTo={({ id }) => addressOf("takeAlong", id)} />
          <PlannedList
            chosen={shown === planned ? `${kind}/${keyOfPart}` : ""}
            leadTo={(part) => addressOf("takeAlong", planned, part.kind, part.key)}
          />
        </div>
        <div class="take-shown">
          <Chosen shown={shown} kind={kind} keyOfPart={keyOfPart} />
        </div>
      </div>
      <Announcer />
    </>
  );
};
