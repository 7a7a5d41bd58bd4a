import { input } from "@prismatic-io/spectral";
import { choices } from "../../inputs/choices";
import { cleanEntries } from "../../inputs/cleaners";
import { flagInput } from "../../inputs/kinds";
import { batchEnds } from "../../output/batchSummary";

/** Which ends are reported. */
export const statuses = input({
  label: "Statuses",
  type: "string",
  collection: "valuelist",
  required: false,
  model: choices(batchEnds),
  comments: "The ends to report. Empty means all of them; the others are passed over for good.",
  placeholder: "Choose a status",
  example: "completed",
  clean: cleanEntries("Statuses", batchEnds.length, {
    read: (entry) => batchEnds.find((end) => end === entry.toLowerCase()),
    accepted: `Choose ${batchEnds.join(", ")}.`,
  }),
});

/** Whether the first poll looks back. */
export const includeEarlier = flagInput({
  label: "Include Earlier Batches",
  default: "false",
  comments:
    "When true, the first poll reports the batches that had finished before the instance was deployed, too.",
});
