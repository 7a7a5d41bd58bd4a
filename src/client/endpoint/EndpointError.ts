/** A connection field that can't be used; the message names the field and the mend. */
export class EndpointError extends Error {
  override name = "EndpointError";
}

/**
 * Refuses a field.
 * @param message - begins with the field's label
 * @throws EndpointError, always.
 */
export const refuse = (message: string): never => {
  throw new EndpointError(message);
};

/**
 * Refuses what Endpoint holds.
 * @throws EndpointError, always.
 */
export const refuseEndpoint = (problem: string): never => refuse(`Endpoint: ${problem}`);

/**
 * A name in an address' path, its encoding undone.
 * @throws EndpointError when it is not spelled as a URL spells it.
 */
export const decodeDeployment = (segment: string, what = "deployment"): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return refuseEndpoint(
      `the ${what} in its path is not spelled as a URL spells it. Copy the target URI again.`,
    );
  }
};
