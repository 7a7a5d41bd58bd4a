import { InputError } from "../../text/InputError";

/**
 * The error of a connection field that is missing or can't be used. The step turns it into an error of the connection.
 */
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
