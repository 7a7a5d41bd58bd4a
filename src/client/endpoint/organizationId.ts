import type { ModelsEndpoint } from "./endpoint";
import { refuseField } from "./FieldError";
import { shownAddress, tidyAddress } from "./tidyAddress";

/**
 * The id of an organization of OpenAI; undefined where the field is empty, or names an Azure resource for a
 * service that is not OpenAI's own.
 * @throws FieldError for what can't be an id.
 */
export const organizationId = (
  text: string | undefined,
  host: ModelsEndpoint["host"],
): string | undefined => {
  const organization = tidyAddress(text);
  if (/^org-[\w-]{1,100}$/.test(organization)) return organization;
  return organization !== "" && (host === "openai" || organization.startsWith("org-"))
    ? refuseField(
        "Organization",
        `${shownAddress(organization)} is not the id of an organization of OpenAI.`,
        "Enter an id such as org-abc123, or leave it empty.",
      )
    : undefined;
};
