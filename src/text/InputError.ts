import { type ErrorParts, joinParts, tellParts } from "./errorParts";

/** The error of an input that is missing or can't be used. */
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
 * @param field - the input's label
 * @param what - what is wrong with it
 * @param mend - what to do about it
 * @throws InputError, always.
 */
export const refuseInput: (field: string, what: string, mend?: string) => never = (field, what, mend) => {
  throw new InputError({ field, what, mend });
};

/**
 * Runs a reader for one place of an input, such as "prompt 3".
 * @throws InputError of the reader, with that place in front of its own.
 */
export const readAt = <Value>(place: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { field, what, sentence, mend, note, place: inner } = error;
    throw new InputError({
      ...{ field, what, sentence, mend, note },
      place: inner === undefined ? place : `${place}, ${inner}`,
    });
  }
};
