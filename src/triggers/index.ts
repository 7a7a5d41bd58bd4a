import { batchFinished } from "./batchFinished";
import { fineTuningFinished } from "./fineTuningFinished";
import { responseFinished } from "./responseFinished";
import { webhook } from "./webhook";

/** Every trigger by its key, which is the name of its file. */
export const triggers = {
  batchFinished,
  fineTuningFinished,
  responseFinished,
  webhook,
};
