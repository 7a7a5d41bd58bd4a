import { type ComponentType, createContext } from "preact";
import type { Part } from "../../wire/catalogue";
import type { RunProblem } from "../../wire/run";
import type { FormState } from "./FormState";
import type { InputRowsProps } from "./rows/inputRowsProps";

/** The form around a box. */
export interface FormPlace {
  part: Part;
  state: FormState;
  onChange(state: FormState): void;
  problem?: RunProblem | undefined;
  /** Draws the rows of a group, which are rows of a form again. */
  Rows: ComponentType<InputRowsProps>;
}

const nowhere: FormPlace = {
  part: {
    kind: "action",
    key: "",
    label: "",
    description: "",
    inputs: [],
    hasExample: false,
    hasSample: false,
  },
  state: { form: {}, connections: {} },
  onChange: () => undefined,
  Rows: () => null,
};

/** Tells boxes of the form that they stand in. */
export const FormPlaceContext = createContext<FormPlace>(nowhere);

/** True where boxes can be filled by results of earlier steps: no step comes before a trigger or a connection. */
export const isReferring = ({ part }: FormPlace): boolean =>
  part.kind === "action" || part.kind === "dataSource";

/** The id of what stands at a path of keys in a form. */
export const idOf = ({ part }: FormPlace, path: readonly (string | number)[], what = "box"): string =>
  [part.kind, part.key, ...path, what].join("-");
