import { refuseField } from "./FieldError";

/**
 * Decodes one segment of the path in Endpoint, such as `gpt%205` for the deployment `gpt 5`.
 * @param what - what the segment names: "deployment" or "project"
 * @throws FieldError when its percent-encoding is invalid.
 */
export const decodeSegment = (segment: string, what: "deployment" | "project"): string => {
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
