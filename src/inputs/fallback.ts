import { input } from "@prismatic-io/spectral";
import { cleanConnection } from "./cleanConnection";
import { cleanTextList } from "./cleaners";

const mostFallbacks = 10;

/** Input for deployments to call when the first one can't answer. */
export const fallbackModels = input({
  label: "Fallback Models / Deployments",
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "Deployments to ask, in this order, when the first is over its quota, fails, takes too long or does not exist.",
  placeholder: "Enter a deployment or model name",
  example: "gpt-5.4-mini",
  clean: (value: unknown) =>
    cleanTextList("Fallback Models / Deployments", mostFallbacks)(value)?.map((name) => name.trim()),
});

/** Input for a second connection to use when the first one can't answer. */
export const fallbackConnection = input({
  label: "Fallback Connection",
  type: "connection",
  required: false,
  comments: "A second connection, asked for the same deployments when those of Connection can't answer.",
  clean: cleanConnection("Fallback Connection"),
});
