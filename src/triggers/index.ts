import { batchFinished } from "./batchFinished";

/** Every trigger by its key, which is the name of its file. */
export const triggers = {
  batchFinished,
};
