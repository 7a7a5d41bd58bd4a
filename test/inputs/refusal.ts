import { InputError } from "../../src/text/InputError";

/** The message that a cleaner refuses a value with; fails when the value is accepted, or meets a mistake. */
export const refusalOf = (clean: (value: unknown) => unknown, value: unknown): string => {
  let accepted: unknown;
  try {
    accepted = clean(value);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error(`Nothing was refused; the value became ${JSON.stringify(accepted)}`);
};
