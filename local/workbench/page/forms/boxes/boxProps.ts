import type { FormInput } from "../../../wire/formInput";

/** What ties a control to its label, its comments and its error. */
export interface ControlProps {
  id: string;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean;
  "aria-required"?: boolean;
}

/** A box for one value. */
export interface BoxProps {
  input: FormInput;
  /** Undefined while nothing was entered. */
  value: unknown;
  onValue(value: unknown): void;
  control: ControlProps;
}
