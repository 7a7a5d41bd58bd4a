import { useId, useState } from "preact/hooks";
import { dayAfter } from "./dayAfter";

const quickPicks = [
  ["Retired", -1],
  ["In 30 days", 30],
  ["In 1 year", 365],
] as const;

interface RetirementEntryProps {
  /** What is offered; the server takes any model or deployment. */
  names: readonly string[];
  /** Tells whether it was taken. */
  onAdd(name: string, day: string): Promise<boolean>;
}

interface BoxProps {
  id: string;
  value: string;
  onEnter(value: string): void;
}

const NameBox = ({ id, value, names, onEnter }: BoxProps & Pick<RetirementEntryProps, "names">) => (
  <>
    <label for={id}>Model or deployment</label>
    <input
      id={id}
      list={`${id}-known`}
      autocomplete="off"
      value={value}
      onInput={({ currentTarget }) => onEnter(currentTarget.value)}
    />
    <datalist id={`${id}-known`}>
      {names.map((known) => (
        <option key={known} value={known} />
      ))}
    </datalist>
  </>
);

const DayBox = ({ id, value, onEnter }: BoxProps) => (
  <>
    <label for={id}>Ends on</label>
    <input
      id={id}
      type="date"
      value={value}
      data-volatile
      onInput={({ currentTarget }) => onEnter(currentTarget.value)}
    />
  </>
);

/** A form for the day on which a model or a deployment ends. */
export const RetirementEntry = ({ names, onAdd }: RetirementEntryProps) => {
  const id = useId();
  const [name, setName] = useState("");
  const [day, setDay] = useState(() => dayAfter(30));
  const add = (event: Event): void => {
    event.preventDefault();
    void onAdd(name, day).then((isTaken) => isTaken && setName(""));
  };
  return (
    <form class="retirement-entry" onSubmit={add}>
      <NameBox id={`${id}-name`} value={name} names={names} onEnter={setName} />
      <DayBox id={`${id}-day`} value={day} onEnter={setDay} />
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
