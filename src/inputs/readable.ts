import { InputError, refuseInput } from "../text/InputError";

/**
 * What a reader makes of a value that an earlier step gives. A value of code may throw while it is looked at.
 * @param accepted - what the input takes, for the refusal of such a value
 * @throws InputError with the label; those of the reader stay as they are.
 */
export const readable = <Value>(label: string, accepted: string, read: () => Value): Value => {
  try {
    return read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    return refuseInput(label, "it can't be read.", accepted);
  }
};
