import { type ErrorParts, messageOf } from "../../text/errorParts";

/** A connection field that is missing or can't be used: which, why, and what to do. */
export class FieldError extends Error {
  override name = "FieldError";

  constructor(readonly parts: ErrorParts) {
    super(messageOf(parts));
  }
}

/**
 * Refuses a field of the connection.
 * @param field - its label
 * @param problem - what is wrong with it, or what to do about it where that says both
 * @throws FieldError, always.
 */
export const refuseField = (field: string, problem: string, mend?: string): never => {
  throw new FieldError({ what: `${field}: ${problem}`, mend, field });
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
