import type { StepStates } from "../../../platform/stepContext";

/** Keeps what a step gave back: an entry replaces the one of its name, and others stay. */
export const keepStates = (states: StepStates, changed: Partial<StepStates> = {}): void => {
  for (const name of Object.keys(changed) as Array<keyof StepStates>) {
    states[name] = { ...states[name], ...changed[name] };
  }
};
