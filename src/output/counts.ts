import { described, number, objectOf } from "./shape";

/**
 * Shape of how many items of a step ended, and how.
 * @param noun - what the items are called, such as "prompts"
 */
export const countsShape = (noun: string) =>
  described(
    `How many ${noun}: total, succeeded, failed and remaining`,
    objectOf({ total: number(), succeeded: number(), failed: number(), remaining: number() }),
  );
