import { InputError } from "../../text/InputError";

/** The same for a field of the connection, which the step tells as a wrong connection. */
export class FieldError extends InputError {
  override name = "FieldError";
}

/**
 * Refuses a field of the connection.
 * @param field - its label
 * @param problem - what is wrong with it, or what to do about it where that says both
 * @throws FieldError, always.
 */
export const refuseField = (field: string, problem: string, mend?: string): never => {
  throw new FieldError({ field, what: problem, mend });
};
