import { input } from "@prismatic-io/spectral";
import { isEmpty, refuse } from "../../inputs/cleaners";
import { cleanId } from "../../inputs/cleanId";
import { idInput } from "../../inputs/kinds";
import { parseJson } from "../../inputs/parseJson";

const idHint = "Enter an id such as batch_abc123.";

/** Input for the id of a batch. */
export const batchId = idInput({
  label: "Batch ID",
  comments: "The id of the batch, as Create Batch or List Batches show it.",
  placeholder: "Enter a batch id",
  example: "batch_abc123",
  hint: idHint,
});

const batchIdsLabel = "Batch IDs";

const deepestList = 5;

/** Reads ids from a value list, a text with commas, or JSON. */
const idsIn = (value: unknown, depth = 0): unknown[] => {
  if (Array.isArray(value) && depth < deepestList) return value.flatMap((entry) => idsIn(entry, depth + 1));
  if (typeof value !== "string") return [value];
  const text = value.trim();
  if (text.startsWith("[") && depth < deepestList) {
    return idsIn(parseJson(batchIdsLabel, text, '["batch_abc123"]'), depth + 1);
  }
  return text.split(/[\s,]+/).filter((id) => id !== "");
};

/** Input for the ids of batches, in the order of their rows. */
export const batchIds = input({
  label: batchIdsLabel,
  type: "string",
  collection: "valuelist",
  required: true,
  comments:
    "The ids of the batches in the order of their rows: batchIds of Create Batch, or one id. Their rows are counted through.",
  placeholder: "Enter a batch id",
  example: "batch_abc123",
  clean: (value: unknown): string[] => {
    const ids = isEmpty(value) ? [] : idsIn(value);
    if (ids.length === 0) refuse(batchIdsLabel, "", idHint);
    const clean = cleanId(batchIdsLabel, idHint);
    return ids.map((id) => (typeof id === "string" && clean(id)) || refuse(batchIdsLabel, id, idHint));
  },
});
