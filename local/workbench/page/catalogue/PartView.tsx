import type { Part, PartKind } from "../../wire/catalogue";
import { goTo } from "../app/route";
import type { FormState } from "../forms/FormState";
import { formStateOf } from "../forms/formStore";
import { PartForm } from "../forms/PartForm";
import { Problem } from "../parts/Problem";
import { useLoaded } from "../parts/useLoaded";
import { Fold } from "./Fold";
import { MeterLine } from "./MeterLine";
import { PartOutput } from "./PartOutput";
import { sentForm } from "./sentForm";

const kindNames: Readonly<Record<PartKind, string>> = {
  action: "Action",
  trigger: "Trigger",
  dataSource: "Data source",
  connection: "Connection",
};

const RunButton = ({ part: { kind, key } }: { part: Part }) => {
  const [label, go] = {
    action: ["Run", () => goTo("run", "action", key)],
    dataSource: ["Run", () => goTo("run", "dataSource", key)],
    trigger: ["Try", () => goTo("triggers", key)],
    connection: ["Connect", () => goTo("connections")],
  }[kind] as [string, () => void];
  return (
    <button type="button" class="main" onClick={go}>
      {label}
    </button>
  );
};

const PartHead = ({ part, onClear }: { part: Part; onClear: (() => void) | undefined }) => (
  <header class="part-head">
    <div>
      <h1>{part.label}</h1>
      <p class="quiet part-names">
        {kindNames[part.kind]}
        {part.area !== undefined && ` · ${part.area}`} · <code>{part.key}</code>
      </p>
    </div>
    <div class="part-buttons">
      {onClear && (
        <button type="button" onClick={onClear}>
          Clear the form
        </button>
      )}
      <RunButton part={part} />
    </div>
    {part.description !== "" && <p class="part-description">{part.description}</p>}
  </header>
);

const fresh: FormState = { form: {}, connections: {} };

/** One part: its form in the width of the designer's panel, and what it gives. */
export const PartView = ({ kind, partKey }: { kind: PartKind; partKey: string }) => {
  const path = `/api/parts/${kind}/${encodeURIComponent(partKey)}`;
  const { value: part, problem } = useLoaded<Part>(path, ["component"]);
  const state = formStateOf(kind, partKey);
  if (problem !== undefined) return <Problem sentence={problem} />;
  if (!part) return <section class="part-view" aria-busy="true" />;
  const isFilled = Object.keys(state.value.form).length > 0;
  const clear = (): void => {
    state.value = fresh;
  };
  const change = (changed: FormState): void => {
    state.value = changed;
  };
  return (
    <section class="part-view" aria-label={part.label}>
      <PartHead part={part} onClear={isFilled ? clear : undefined} />
      <MeterLine inputs={part.inputs} />
      <div class="part-columns">
        <section class="part-panel" aria-label="Form">
          <PartForm part={part} state={state.value} onChange={change} />
          <Fold label="What is sent" heading="h2">
            <pre class="sent">{JSON.stringify(sentForm(part.inputs, state.value.form), null, 2)}</pre>
          </Fold>
        </section>
        {kind !== "connection" && <PartOutput part={part} />}
      </div>
    </section>
  );
};
