import { input } from "@prismatic-io/spectral";
import { choices } from "../../inputs/choices";
import { cleanEntries } from "../../inputs/cleaners";
import { flagInput } from "../../inputs/kinds";

/** Which ends are reported. */
export const endStatuses = <End extends string>(ends: readonly End[]) =>
  input({
    label: "Statuses",
    type: "string",
    collection: "valuelist",
    required: false,
    model: choices(ends),
    comments: "The ends to report. Empty means all of them; the others are passed over for good.",
    placeholder: "Choose a status",
    example: ends[0] ?? "",
    clean: cleanEntries("Statuses", ends.length, {
      read: (entry) => ends.find((end) => end === entry.toLowerCase()),
      accepted: `Choose ${ends.join(", ")}.`,
    }),
  });

/** Whether the first poll looks back. */
export const includeEarlier = (things: "Batches" | "Jobs") =>
  flagInput({
    label: `Include Earlier ${things}`,
    default: "false",
    comments: `When true, the first poll reports the ${things.toLowerCase()} that had finished before the instance was deployed, too.`,
  });
