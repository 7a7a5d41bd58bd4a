import type { ModelsEndpoint } from "./endpoint";
import { refuseField } from "./FieldError";
import { shownAddress, tidyAddress } from "./tidyAddress";

/**
 * Reads an OpenAI organization id. Undefined where the field is empty, or where it names an Azure resource and the
 * service is not OpenAI's own.
 * @throws FieldError for a text that can't be an id.
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
