import { type ErrorParts, joinParts, tellParts } from "./errorParts";

/** An input that is missing or can't be used: which, why, and what to do. */
export class InputError extends Error implements ErrorParts {
  declare readonly field?: string;
  declare readonly place?: string;
  declare readonly what: string;
  declare readonly sentence?: string;
  declare readonly mend?: string;
  declare note?: string;

  constructor(parts: ErrorParts) {
    super(joinParts(parts));
    tellParts(this, parts);
  }
}

/**
 * Refuses an input of a step.
 * @param field - its label
 * @param what - what is wrong with it
 * @param mend - what to do about it
 * @throws InputError, always.
 */
export const refuseInput: (field: string, what: string, mend?: string) => never = (field, what, mend) => {
  throw new InputError({ field, what, mend });
};

/**
 * Reads what stands at a place of an input, such as "prompt 3".
 * @throws InputError by that place for what is refused there.
 */
export const readAt = <Value>(place: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { field, what, mend } = error;
    throw new InputError({ field, place, what, mend });
  }
};
