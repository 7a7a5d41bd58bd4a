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

/**
 * A name in an address' path, its encoding undone.
 * @throws FieldError when it is not spelled as a URL spells it.
 */
export const decodeDeployment = (segment: string, what = "deployment"): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return refuseField(
      "Endpoint",
      `the ${what} in its path is not spelled as a URL spells it.`,
      "Copy the target URI again.",
    );
  }
};
