import { input } from "@prismatic-io/spectral";
import { cleanName, refuse } from "./cleaners";

const versionForm = /^(v1|preview|\d{4}-\d{2}-\d{2}(-preview)?)$/;

/** Input for the api-version of one step, for operations that v1 has as a preview. */
export const apiVersion = input({
  label: "API Version",
  type: "string",
  required: false,
  comments:
    "The api-version of this step, where it differs from the connection's. Empty means preview on the v1 API, which has this as a preview.",
  placeholder: "Enter a version",
  example: "preview",
  clean: (value: unknown): string | undefined => {
    const version = cleanName("API Version")(value)?.toLowerCase();
    if (version === undefined || versionForm.test(version)) return version;
    return refuse("API Version", value, "Enter v1, preview, or a date such as 2025-04-01-preview.");
  },
});
