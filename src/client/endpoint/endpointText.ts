import { ownerOfHost } from "./endpointHosts";
import { checkBox, examples } from "./endpointMistakes";
import { readUrl, refuseName } from "./endpointUrl";
import { refuseField } from "./FieldError";
import { placeholderIn } from "./placeholder";
import { quoted } from "./quoted";
import { shownAddress, tidyAddress } from "./tidyAddress";

/** The connection fields that say where the service is, as entered. */
export interface EndpointFields {
  endpoint?: string;
  /** Organization. In the form's first version, an Azure resource name; for OpenAI, an organization id. */
  organization?: string;
  isOpenAIKey?: boolean;
  apiVersion?: string;
  /** The api-version that one step asks for; it wins over the field and over the endpoint's path. */
  stepApiVersion?: string;
}

const resourceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
/** Longest text that an address is looked for in: a command or a settings file may be pasted with it. */
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

/**
 * Reads an Azure host or resource name in Organization. Any other address is refused: the key would go to a stranger.
 */
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
 * The address in the connection's fields: the endpoint's, else OpenAI's, else the named resource's.
 * @throws FieldError that names the field. It never shows a key, a token or a query.
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
