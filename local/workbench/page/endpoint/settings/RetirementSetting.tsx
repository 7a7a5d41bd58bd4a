import { useId, useState } from "preact/hooks";
import type { EndpointView } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { dayAfter } from "./dayAfter";

const quickPicks = [
  ["Retired", -1],
  ["In 30 days", 30],
  ["In 1 year", 365],
] as const;

interface RetirementSettingProps {
  view: EndpointView;
  send: SendChange;
}

const RetirementEntry = ({
  names,
  onAdd,
}: {
  names: readonly string[];
  onAdd(name: string, day: string): Promise<boolean>;
}) => {
  const id = useId();
  const [name, setName] = useState("");
  const [day, setDay] = useState(() => dayAfter(30));
  return (
    <form
      class="retirement-entry"
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd(name, day).then((isTaken) => isTaken && setName(""));
      }}
    >
      <label for={`${id}-name`}>Model or deployment</label>
      <input
        id={`${id}-name`}
        list={`${id}-names`}
        autocomplete="off"
        value={name}
        onInput={({ currentTarget }) => setName(currentTarget.value)}
      />
      <datalist id={`${id}-names`}>
        {names.map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
      <label for={`${id}-day`}>Ends on</label>
      <input
        id={`${id}-day`}
        type="date"
        value={day}
        data-volatile
        onInput={({ currentTarget }) => setDay(currentTarget.value)}
      />
      <div class="chips">
        {quickPicks.map(([label, days]) => (
          <button key={label} type="button" class="small" onClick={() => setDay(dayAfter(days))}>
            {label}
          </button>
        ))}
        <button type="submit" class="small add">
          Set the day
        </button>
      </div>
    </form>
  );
};

/** The days on which models or deployments end. */
export const RetirementSetting = ({ view, send }: RetirementSettingProps) => {
  const { problem, change } = useSending(send);
  const { retirements } = view.settings;
  const set = (days: Record<string, string>): Promise<boolean> => change("settings", { retirements: days });
  const remove = (name: string): Promise<boolean> =>
    set(Object.fromEntries(Object.entries(retirements).filter(([other]) => other !== name)));
  return (
    <section aria-labelledby="retirement-heading" class="setting">
      <h2 id="retirement-heading">Retirement</h2>
      {Object.keys(retirements).length > 0 && (
        <ul class="plain-list">
          {Object.entries(retirements).map(([name, day]) => (
            <li key={name}>
              <span class="grow code">{name}</span>
              <span>{day <= dayAfter(0) ? `retired ${day}` : `until ${day}`}</span>
              <button
                type="button"
                class="small"
                aria-label={`Take back the day of ${name}`}
                onClick={() => void remove(name)}
              >
                Take back
              </button>
            </li>
          ))}
        </ul>
      )}
      <RetirementEntry names={view.names} onAdd={(name, day) => set({ ...retirements, [name]: day })} />
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
