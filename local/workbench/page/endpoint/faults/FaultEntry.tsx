import { useId, useState } from "preact/hooks";
import { faultServers } from "../../../wire/endpoint";
import { type FaultField, type FaultForm, faultForms } from "../../../wire/faultForms";
import { serverLabel } from "./faultWords";
import { type FaultEntryState, readFaultEntry } from "./readFaultEntry";

const methods = ["POST", "GET", "PUT", "PATCH", "DELETE"];

const start: FaultEntryState = {
  ...{ kind: "status", server: "endpoint", method: "", path: "", times: "1" },
  ...{ isServed: false, facts: {} },
};

interface FieldProps {
  id: string;
  field: FaultField;
  text: string | undefined;
  onText(text: string): void;
}

const Field = ({ id, field: { label, type, choices, placeholder }, text = "", onText }: FieldProps) => (
  <>
    <label for={id}>{label}</label>
    {type === "choice" ? (
      <select id={id} value={text} onChange={({ currentTarget }) => onText(currentTarget.value)}>
        {choices?.map((choice) => (
          <option key={choice}>{choice}</option>
        ))}
      </select>
    ) : (
      <input
        id={id}
        class={type === "json" ? "code" : undefined}
        autocomplete="off"
        value={text}
        placeholder={placeholder}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
    )}
  </>
);

interface PickProps {
  id: string;
  label: string;
  value: string;
  choices: readonly (readonly [string, string])[];
  onPick(value: string): void;
}

const Pick = ({ id, label, value, choices, onPick }: PickProps) => (
  <>
    <label for={id}>{label}</label>
    <select id={id} value={value} onChange={({ currentTarget }) => onPick(currentTarget.value)}>
      {choices.map(([key, text]) => (
        <option key={key} value={key}>
          {text}
        </option>
      ))}
    </select>
  </>
);

interface BoxesProps {
  id: string;
  state: FaultEntryState;
  set(more: Partial<FaultEntryState>): void;
}

/** What a fault of a kind does. */
const FactBoxes = ({ id, state, set, form }: BoxesProps & { form: FaultForm }) =>
  form.fields.map((field) => (
    <Field
      key={`${form.kind}-${field.key}`}
      id={`${id}-of-${field.key}`}
      field={field}
      text={state.facts[field.key] ?? field.choices?.[0]?.toString()}
      onText={(entered) => set({ facts: { ...state.facts, [field.key]: entered } })}
    />
  ));

const textFields = {
  path: { key: "path", label: "Path contains", type: "text", placeholder: "/chat/completions" },
  times: { key: "times", label: "Times", type: "text" },
} as const;

/** Which requests it spoils. */
const ScopeBoxes = ({ id, state, set }: BoxesProps) => (
  <>
    <Pick
      {...{ id: `${id}-server`, label: "Service", value: state.server }}
      choices={faultServers.map((server) => [server, serverLabel(server)])}
      onPick={(server) => set({ server })}
    />
    <Pick
      {...{ id: `${id}-method`, label: "Method", value: state.method }}
      choices={[["", "Any"], ...methods.map((method) => [method, method] as const)]}
      onPick={(method) => set({ method })}
    />
    {(["path", "times"] as const).map((key) => (
      <Field
        key={key}
        id={`${id}-${key}`}
        field={textFields[key]}
        text={state[key]}
        onText={(entered) => set({ [key]: entered })}
      />
    ))}
    <label class="check whole">
      <input
        type="checkbox"
        checked={state.isServed}
        onChange={({ currentTarget }) => set({ isServed: currentTarget.checked })}
      />
      The work is done, only its answer is lost
    </label>
  </>
);

/** A form for a fault of any kind, for any requests. */
export const FaultEntry = ({ onAdd }: { onAdd(fault: Record<string, unknown>): Promise<boolean> }) => {
  const id = useId();
  const [state, setState] = useState(start);
  const form = faultForms.find(({ kind }) => kind === state.kind);
  if (!form) return null;
  const set = (more: Partial<FaultEntryState>): void => setState({ ...state, ...more });
  const add = (event: Event): void => {
    event.preventDefault();
    void onAdd(readFaultEntry(state, form));
  };
  return (
    <form class="fault-entry" onSubmit={add}>
      <Pick
        {...{ id: `${id}-kind`, label: "Fault", value: state.kind }}
        choices={faultForms.map(({ kind, label }) => [kind, label])}
        onPick={(kind) => set({ kind, facts: {} })}
      />
      <FactBoxes {...{ id, state, set, form }} />
      <ScopeBoxes {...{ id, state, set }} />
      <button type="submit" class="whole">
        Add the fault
      </button>
    </form>
  );
};
