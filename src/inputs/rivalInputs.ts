import { refuseInput } from "../text/InputError";

/** An input's label and value; the value is undefined when it is empty. */
type Filled = readonly [label: string, value: unknown];

/**
 * Checks that one of two alternative inputs is filled in.
 * @throws InputError with both labels.
 */
export const requireOne = (...[[first, given], [second, other]]: [Filled, Filled]): void => {
  if ((given === undefined) !== (other === undefined)) return;
  const state = given === undefined ? "empty" : "filled in";
  refuseInput(`${first} and ${second}`, `both are ${state}.`, "Enter one of them.");
};

/**
 * Checks that an input that would have no effect is empty.
 * @throws InputError with its label, and why it has no effect.
 */
export const refuseIdle = ([label, value]: Filled, reason: string, mend = "Leave it empty."): void => {
  if (value !== undefined) refuseInput(label, `it is filled in, but ${reason}.`, mend);
};
