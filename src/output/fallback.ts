import type { FallbackReport } from "../client/fallback/fallback";
import { described, listOf, objectOf, type Shape, text } from "./shape";

const deployment = {
  connection: text<FallbackReport["answeredBy"]["connection"]>(
    "The label of the input that names its connection",
  ),
  endpoint: text(),
  deployment: text(),
};

/**
 * Shape of the report on fallbacks: which deployment answered, and why others did not. Outputs have it where the step
 * has fallbacks.
 */
export const fallbackShape: Shape<FallbackReport> = described(
  "Which deployment answered, and why others did not; absent without fallbacks",
  objectOf({
    answeredBy: objectOf(deployment),
    passedOver: listOf(objectOf({ ...deployment, reason: text() })),
  }),
);
