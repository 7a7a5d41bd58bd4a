import { InputError } from "../../text/InputError";

/** The same for a field of the connection, which the step tells as a wrong connection. */
export class FieldError extends InputError {
  override name = "FieldError";
}

/**
 * Refuses a field of the connection.
 * @param field - the field's label
 * @param problem - what is wrong, or what to do where that says both
 * @throws FieldError, always.
 */
export const refuseField = (field: string, problem: string, mend?: string): never => {
  throw new FieldError({ field, what: problem, mend });
};
