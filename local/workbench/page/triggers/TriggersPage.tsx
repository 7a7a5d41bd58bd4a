import type { TriggerEntry } from "../../wire/trigger";
import { addressOf, route } from "../app/route";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { TriggerDesk } from "./TriggerDesk";
import "../connections/connections.css";
import "./triggers.css";

const Navigation = ({ triggers, shown }: { triggers: readonly TriggerEntry[]; shown: string }) => (
  <nav class="trigger-tabs" aria-label="Triggers">
    <ul>
      {triggers.map(({ key, label, isPolling }) => (
        <li key={key}>
          <a href={addressOf("triggers", key)} aria-current={key === shown ? "true" : undefined}>
            {label} <span class="quiet">{isPolling ? "polls" : "is called"}</span>
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** The page Triggers: deploy one, call it, and look into what it keeps. */
export const TriggersPage = () => {
  const { value: triggers, problem } = useLoaded<TriggerEntry[]>("/api/triggers", ["component"]);
  const [, asked = ""] = route.value;
  const wanted = triggers?.find(({ key }) => key === asked);
  const shown = wanted ?? triggers?.[0];
  return (
    <>
      <h1>Triggers</h1>
      {problem !== undefined && <Problem sentence={problem} />}
      {triggers && <Navigation triggers={triggers} shown={shown?.key ?? ""} />}
      {triggers && asked !== "" && !wanted && <Problem sentence="The component has no such trigger." />}
      {shown && <TriggerDesk key={shown.key} triggerKey={shown.key} />}
    </>
  );
};
