import { ownerOfHost } from "./endpointHosts";
import { checkBox, examples } from "./endpointMistakes";
import { readUrl, refuseName } from "./endpointUrl";
import { refuseField } from "./FieldError";
import { placeholderIn } from "./placeholder";
import { quoted } from "./quoted";
import { shownAddress, tidyAddress } from "./tidyAddress";

/** The connection fields that say where the service is, as the form gives them. */
export interface EndpointFields {
  endpoint?: string;
  /** Azure resource name in the form's first version; an organization id for OpenAI. */
  organization?: string;
  isOpenAIKey?: boolean;
  apiVersion?: string;
  /** A version that one step asks for; it wins over the field and over the path of the endpoint. */
  stepApiVersion?: string;
}

const resourceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** A command or a settings file around an address may be longer than the address. */
const longestPaste = 20_000;

const fromResourceName = (field: string, name: string): URL => {
  if (!resourceName.test(name)) {
    refuseField(
      field,
      `${shownAddress(name)} is not the name of an Azure resource.`,
      `Enter letters, digits and hyphens, or the whole endpoint, ${examples}.`,
    );
  }
  const url = new URL(`https://${name.toLowerCase()}.openai.azure.com`);
  refuseName(field, placeholderIn(url, true));
  return url;
};

const fromText = (field: string, text: string): URL => {
  checkBox(field, text);
  return resourceName.test(text) && text.toLowerCase() !== "localhost"
    ? fromResourceName(field, text)
    : readUrl(field, text);
};

/** Organization may hold an Azure host; any other address would take the key to a stranger. */
const fromOrganization = (organization: string): URL => {
  const field = "Organization";
  if (!organization.includes(".")) {
    checkBox(field, organization);
    return fromResourceName(field, organization);
  }
  const url = fromText(field, organization);
  return ownerOfHost(url.hostname) === "azure"
    ? url
    : refuseField(
        field,
        `${quoted(url.hostname)} is not an Azure resource.`,
        "Enter the address under Endpoint, and the name of a resource here.",
      );
};

const isAzureAddress = (text: string): boolean => {
  const address = text.includes("://") ? text : `https://${text}`;
  return text.includes(".") && URL.canParse(address) && ownerOfHost(new URL(address).hostname) === "azure";
};

const checkLength = (field: string, text: string | undefined): void => {
  if ((text ?? "").length > longestPaste)
    refuseField(field, "it is longer than any address.", `Enter the resource's endpoint, ${examples}.`);
};

/**
 * The address that the connection's fields name: of the endpoint, else of OpenAI, else of the resource.
 * @throws FieldError that names the field, and never shows a key, a token or a query.
 */
export const locate = (fields: EndpointFields): URL => {
  checkLength("Endpoint", fields.endpoint);
  checkLength("Organization", fields.organization);
  const endpoint = tidyAddress(fields.endpoint);
  if (endpoint !== "") return fromText("Endpoint", endpoint);
  const organization = tidyAddress(fields.organization);
  if (fields.isOpenAIKey && !isAzureAddress(organization)) return new URL("https://api.openai.com/v1");
  if (organization === "") {
    refuseField(
      "Endpoint",
      `enter the resource's endpoint, ${examples}, or set Is OpenAI Key when the key comes from OpenAI.`,
    );
  }
  if (/^org-/.test(organization))
    refuseField(
      "Organization",
      "this is an organization of OpenAI.",
      "Set Is OpenAI Key for its key, or enter the Azure resource's endpoint under Endpoint.",
    );
  return fromOrganization(organization);
};
