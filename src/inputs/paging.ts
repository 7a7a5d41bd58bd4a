import { input } from "@prismatic-io/spectral";
import { cleanBoolean, cleanName, cleanNumber } from "./cleaners";

/** How many entries of a list to read at once. */
export const limit = input({
  label: "Limit",
  type: "string",
  required: false,
  comments:
    "How many entries to list, from 1 to 100. Empty leaves it to the service (20). With Fetch All, the size of a page.",
  placeholder: "Enter a whole number",
  example: "20",
  clean: cleanNumber("Limit", { min: 1, max: 100, isInteger: true }),
});

/** Where a list goes on. */
export const after = input({
  label: "After",
  type: "string",
  required: false,
  comments:
    "The id of the last entry of the page before: the list goes on behind it. Empty begins at the start.",
  placeholder: "Enter an id",
  example: "batch_abc123",
  clean: (value: unknown) => cleanName("After")(value),
});

/** Whether to follow a list to its end. */
export const fetchAll = input({
  label: "Fetch All",
  type: "boolean",
  required: false,
  default: "false",
  comments: "When true, all pages are read, up to 10,000 entries.",
  clean: cleanBoolean("Fetch All"),
});
