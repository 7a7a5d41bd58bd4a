import { refuseInput } from "../text/InputError";

/** What was entered into an input; undefined for nothing. */
type Filled = readonly [label: string, value: unknown];

/**
 * Makes sure that one of two inputs which stand in for each other was filled in.
 * @throws Error that names both.
 */
export const requireOne = (...[[first, given], [second, other]]: [Filled, Filled]): void => {
  if ((given === undefined) !== (other === undefined)) return;
  const state = given === undefined ? "empty" : "filled in";
  refuseInput(`${first} and ${second}`, `both are ${state}.`, "Enter one of them.");
};

/**
 * Makes sure that an input which would do nothing was left empty.
 * @throws Error that names it, and why it would do nothing.
 */
export const refuseIdle = ([label, value]: Filled, reason: string): void => {
  if (value !== undefined) refuseInput(label, `it is filled in, but ${reason}.`, "Leave it empty.");
};
