import { useId, useState } from "preact/hooks";
import { faultServers } from "../../../wire/endpoint";
import { type FaultField, faultForms } from "../../../wire/faultForms";
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

/** A form for a fault of any kind, for any requests. */
export const FaultEntry = ({ onAdd }: { onAdd(fault: Record<string, unknown>): Promise<boolean> }) => {
  const id = useId();
  const [state, setState] = useState(start);
  const form = faultForms.find(({ kind }) => kind === state.kind);
  if (!form) return null;
  const set = (more: Partial<FaultEntryState>): void => setState({ ...state, ...more });
  const text = (key: "path" | "times", label: string, placeholder = "") => (
    <Field
      id={`${id}-${key}`}
      field={{ key, label, type: "text", placeholder }}
      text={state[key]}
      onText={(entered) => set({ [key]: entered })}
    />
  );
  return (
    <form
      class="fault-entry"
      onSubmit={(event) => {
        event.preventDefault();
        void onAdd(readFaultEntry(state, form));
      }}
    >
      <Pick
        {...{ id: `${id}-kind`, label: "Fault", value: state.kind }}
        choices={faultForms.map(({ kind, label }) => [kind, label])}
        onPick={(kind) => set({ kind, facts: {} })}
      />
      {form.fields.map((field) => (
        <Field
          key={`${form.kind}-${field.key}`}
          id={`${id}-of-${field.key}`}
          field={field}
          text={state.facts[field.key] ?? field.choices?.[0]?.toString()}
          onText={(entered) => set({ facts: { ...state.facts, [field.key]: entered } })}
        />
      ))}
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
      {text("path", "Path contains", "/chat/completions")}
      {text("times", "Times")}
      <label class="check whole">
        <input
          type="checkbox"
          checked={state.isServed}
          onChange={({ currentTarget }) => set({ isServed: currentTarget.checked })}
        />
        The work is done, only its answer is lost
      </label>
      <button type="submit" class="whole">
        Add the fault
      </button>
    </form>
  );
};
