import { useId, useState } from "preact/hooks";
import type { Part } from "../../wire/catalogue";
import type { FormState } from "../forms/FormState";
import { focusBox } from "../forms/focusBox";
import { announce } from "../parts/announce";
import { carried } from "./carried";
import { type ReferenceTarget, referenceTargets, withReference } from "./withReference";

interface CarriedReferenceProps {
  part: Part;
  state: FormState;
  onChange(state: FormState): void;
}

interface TargetSelectProps {
  targets: readonly ReferenceTarget[];
  target: ReferenceTarget | undefined;
  onChoose(path: string): void;
}

const TargetSelect = ({ targets, target, onChoose }: TargetSelectProps) => {
  const id = useId();
  return (
    <>
      <label for={id}>In box</label>
      <select
        id={id}
        value={target?.path.join(".") ?? ""}
        onChange={({ currentTarget }) => onChoose(currentTarget.value)}
      >
        {targets.map(({ path, label }) => (
          <option key={path.join(".")} value={path.join(".")}>
            {label}
          </option>
        ))}
      </select>
    </>
  );
};

/** A reference that was taken from a result, and the box that it goes into. */
export const CarriedReference = ({ part, state, onChange }: CarriedReferenceProps) => {
  const [chosen, setChosen] = useState("");
  const reference = carried.value;
  if (reference === undefined) return null;
  const targets = referenceTargets(part.inputs);
  const target =
    targets.find(({ path }) => path.join(".") === chosen) ??
    targets.find(({ isLong }) => isLong) ??
    targets[0];
  const put = (): void => {
    if (!target) return;
    onChange({ ...state, form: withReference(state.form, target, reference) });
    carried.value = undefined;
    announce(`${target.label} takes ${reference}.`);
    focusBox(target.path);
  };
  return (
    <section class="carried" aria-label="Result to use">
      <p>
        Use <code>{reference}</code>
      </p>
      <div class="carried-tools">
        <TargetSelect targets={targets} target={target} onChoose={setChosen} />
        <button type="button" class="main" disabled={!target} onClick={put}>
          Put in
        </button>
        <button
          type="button"
          onClick={() => {
            carried.value = undefined;
          }}
        >
          Drop
        </button>
      </div>
    </section>
  );
};
