import type { EndpointView } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { dayAfter } from "./dayAfter";
import { RetirementEntry } from "./RetirementEntry";

interface RetirementSettingProps {
  view: EndpointView;
  send: SendChange;
}

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
