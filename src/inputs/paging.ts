import { flagInput, nameInput, numberInput } from "./kinds";

/** How many entries of a list to read at once. */
export const limit = numberInput({
  label: "Limit",
  comments:
    "How many entries to list, from 1 to 100; with Fetch All, the size of a page. Empty leaves it to the service (20).",
  example: "20",
  range: { min: 1, max: 100, isInteger: true },
});

/** Where a list goes on. */
export const after = nameInput({
  label: "After",
  comments: "The id of the last entry of the page before. Empty begins at the start.",
  placeholder: "Enter an id",
  example: "batch_abc123",
});

/** Whether to follow a list to its end. */
export const fetchAll = flagInput({
  label: "Fetch All",
  default: "false",
  comments: "When true, all pages are read, up to 10,000 entries.",
});
