import { signal } from "@preact/signals";

/** The box that is to be shown and focused: keys, a group's before its member's. Undefined once it is. */
export const askedBox = signal<readonly string[] | undefined>(undefined);

/** Opens the group of a box, scrolls to the box and puts the focus into it, such as for the input of a `RunProblem`. */
export const focusBox = (path: readonly string[]): void => {
  askedBox.value = [...path];
};
