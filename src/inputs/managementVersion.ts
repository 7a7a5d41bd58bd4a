import { cleanName, refuse } from "./cleaners";
import { nameInput } from "./kinds";

const label = "Resource Manager API Version";
/** Before it, a deployment's capacity stood elsewhere (the service's own refusals of older versions). */
const oldest = "2023-05-01";
const hint = `Enter a date such as 2024-10-01, ${oldest} or later.`;

/** Input for an api-version of Azure Resource Manager, for clouds and properties that need another one. */
export const managementVersion = {
  ...nameInput({
    label,
    comments:
      "A version of Azure Resource Manager's API for this step. Empty means 2024-10-01, or 2026-07-01 where the step needs it.",
    placeholder: "Enter a date",
    example: "2026-07-01",
  }),
  clean: (value: unknown): string | undefined => {
    const version = cleanName(label, hint)(value);
    if (version === undefined) return undefined;
    const isDate = /^\d{4}-\d{2}-\d{2}(?:-[a-z]{1,20})?$/.test(version);
    return isDate && version >= oldest ? version : refuse(label, value, hint);
  },
};
