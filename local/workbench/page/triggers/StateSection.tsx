import { type StateName, stateNames, type TriggerView } from "../../wire/trigger";
import { ResultTree } from "../results/ResultTree";
import type { TriggerWork } from "./useTrigger";

const titles: Readonly<Record<StateName, readonly [title: string, about: string]>> = {
  polling: ["Polling state", "What a poll saw, for the next one."],
  instanceState: ["State of the flow", "Times and deliveries that this trigger remembers."],
  crossFlowState: [
    "State of all flows",
    "Shared with steps: receivers, responses in the background, budgets.",
  ],
};

/** What a trigger keeps, and ways to forget it. */
export const StateSection = ({ work, view }: { work: TriggerWork; view: TriggerView }) => (
  <section aria-label="State">
    <h2>State</h2>
    <ul class="states">
      {stateNames.map((state) => (
        <li key={state}>
          <span>
            <strong>{titles[state][0]}</strong>{" "}
            <span class="quiet">
              {view.states[state]} {view.states[state] === 1 ? "entry" : "entries"}. {titles[state][1]}
            </span>
          </span>
          <button
            type="button"
            disabled={work.isBusy || view.states[state] === 0}
            aria-label={`Reset ${titles[state][0]}`}
            onClick={() => void work.act("reset", { state })}
          >
            Reset
          </button>
        </li>
      ))}
    </ul>
    <ResultTree
      key={`${work.done} ${view.runs[0]?.id ?? ""}`}
      address={`/api/triggers/${encodeURIComponent(view.key)}/states`}
      name={`${view.key}.state`}
    />
    <div class="actions">
      <button type="button" disabled={work.isBusy} onClick={() => void work.act("reset", { state: "all" })}>
        Reset all
      </button>
    </div>
  </section>
);
