import { flagInput, nameInput, numberInput } from "./kinds";

/** Input for the number of entries to read at once. */
export const limit = numberInput({
  label: "Limit",
  comments:
    "How many entries to list, from 1 to 100; with Fetch All, the size of a page. Empty leaves it to the service (20).",
  example: "20",
  range: { min: 1, max: 100, isInteger: true },
});

/** Input for the id after which to continue a list. */
export const after = nameInput({
  label: "After",
  comments: "The id of the last entry of the page before. Empty begins at the start.",
  placeholder: "Enter an id",
  example: "batch_abc123",
});

/** Input for whether to read a list to its end. */
export const fetchAll = flagInput({
  label: "Fetch All",
  default: "false",
  comments: "When true, all pages are read, up to 10,000 entries.",
});
