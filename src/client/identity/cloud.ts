import type { ModelsEndpoint } from "../endpoint/endpoint";
import type { Cloud } from "../endpoint/endpointHosts";
import { refuseField } from "../endpoint/FieldError";
import { quoted } from "../endpoint/quoted";
import { textField } from "./connectionFields";
import type { ConnectionValue } from "./credential";

/** Addresses of a cloud's Entra and Resource Manager, and the audience of its data plane. */
export interface CloudAddresses {
  label: string;
  /** Origin of the Entra authority (the identity library's constants). */
  authorityHost: string;
  /** Audience of data plane tokens (Azure SDK constants; China's is the general pattern). */
  audience: string;
  /** Origin of Azure Resource Manager, which is the audience of its tokens as well. */
  managementHost: string;
}

/** The clouds that have Azure OpenAI. */
export const clouds: Readonly<Record<Cloud, CloudAddresses>> = {
  public: {
    label: "Azure (public)",
    authorityHost: "https://login.microsoftonline.com",
    audience: "https://cognitiveservices.azure.com",
    managementHost: "https://management.azure.com",
  },
  usGovernment: {
    label: "Azure US Government",
    authorityHost: "https://login.microsoftonline.us",
    audience: "https://cognitiveservices.azure.us",
    managementHost: "https://management.usgovcloudapi.net",
  },
  china: {
    label: "Azure China",
    authorityHost: "https://login.chinacloudapi.cn",
    audience: "https://cognitiveservices.azure.cn",
    managementHost: "https://management.chinacloudapi.cn",
  },
};

/** The value of the field Cloud that chooses the cloud by the endpoint and the authority. */
export const automaticCloud = "automatic";

const names = Object.keys(clouds) as Cloud[];

const cloudOfAuthority = (authorityHost: string): Cloud | undefined => {
  const { hostname } = new URL(authorityHost);
  if (hostname.endsWith(".partner.microsoftonline.cn")) return "china";
  return names.find((name) => clouds[name].authorityHost === `https://${hostname}`);
};

const longestAddress = 2000;

/** Reads a field that holds an address. A text that is too long for one is refused before it is parsed. */
const addressField = (connection: ConnectionValue, key: string, label: string, example: string): string => {
  const entered = textField(connection, key);
  if (entered.length > longestAddress)
    refuseField(label, "it is longer than any address.", `Enter one such as ${example}.`);
  return entered;
};

const httpsOrigin = (
  connection: ConnectionValue,
  key: "authorityHost" | "managementHost",
  label: string,
): string => {
  const example = clouds.public[key];
  const entered = addressField(connection, key, label, example);
  if (entered === "") return "";
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(entered) ? entered : `https://${entered}`;
  if (!URL.canParse(text) || new URL(text).protocol !== "https:") {
    refuseField(label, `${quoted(entered)} is not an https address.`, `Enter one such as ${example}.`);
  }
  return new URL(text).origin;
};

const enteredCloud = (connection: ConnectionValue): Cloud | undefined => {
  const entered = textField(connection, "cloud").toLowerCase();
  if (entered === "" || entered === automaticCloud) return undefined;
  return (
    names.find((name) => name.toLowerCase() === entered || clouds[name].label.toLowerCase() === entered) ??
    refuseField(
      "Cloud",
      `${quoted(textField(connection, "cloud"))} is not a cloud.`,
      `Choose one of ${[automaticCloud, ...names].join(", ")}.`,
    )
  );
};

/** The cloud of a connection, with the form's own addresses in place of the cloud's. */
interface ConnectionCloud extends CloudAddresses {
  name: Cloud;
  /** True when the form has its own Resource Manager address. */
  hasOwnManagementHost: boolean;
}

/**
 * The cloud of a connection: the chosen one, else the authority's, else the endpoint's, else the public cloud.
 * @throws FieldError when the choice and the addresses contradict each other.
 */
export const connectionCloud = (connection: ConnectionValue, endpoint: ModelsEndpoint): ConnectionCloud => {
  const chosen = enteredCloud(connection);
  const authorityHost = httpsOrigin(connection, "authorityHost", "Authority Host");
  // The public authority is the form's default, so it decides nothing.
  const ownAuthority = authorityHost === clouds.public.authorityHost ? "" : authorityHost;
  const ofAuthority = ownAuthority ? cloudOfAuthority(ownAuthority) : undefined;
  const name = chosen ?? ofAuthority ?? endpoint.cloud ?? "public";
  if (endpoint.cloud && endpoint.cloud !== name) {
    const field = chosen ? "Cloud" : "Authority Host";
    refuseField(
      field,
      `${endpoint.origin} is in ${clouds[endpoint.cloud].label}, not in ${clouds[name].label}.`,
      "Choose the endpoint's cloud.",
    );
  }
  if (ofAuthority && ofAuthority !== name) {
    refuseField(
      "Authority Host",
      `${ownAuthority} is the sign-in address of ${clouds[ofAuthority].label}, not of ${clouds[name].label}.`,
      "Leave it at its default, or choose that Cloud.",
    );
  }
  const managementHost = httpsOrigin(connection, "managementHost", "Resource Manager Host");
  return {
    ...clouds[name],
    name,
    authorityHost: ownAuthority || clouds[name].authorityHost,
    managementHost: managementHost || clouds[name].managementHost,
    hasOwnManagementHost: managementHost !== "",
  };
};

/** A text without slashes at its end. */
const withoutSlashes = (text: string): string => {
  let { length } = text;
  while (text[length - 1] === "/") length -= 1;
  return text.slice(0, length);
};

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * The audience in the form, without what makes a scope of it, a slash at its end as entered; undefined for none.
 * @throws FieldError when it is neither an address nor an application id.
 */
export const wantedAudience = (
  connection: ConnectionValue,
  { audience }: CloudAddresses,
): string | undefined => {
  const entered = addressField(connection, "audience", "Audience", audience)
    .replace(/^["']|["']$/g, "")
    .replace(/\/\.default$/, "");
  const name = withoutSlashes(entered);
  if (name === "") return undefined;
  const isAddress = /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(name) && URL.canParse(name);
  if (isAddress || guid.test(name)) return entered;
  return refuseField(
    "Audience",
    `${quoted(name)} is neither an address nor an application id.`,
    `Enter one such as ${audience}, or leave it empty.`,
  );
};

/**
 * The scope of a token request: the form's audience, else the cloud's.
 * @throws FieldError when the audience is neither an address nor an application id.
 */
export const dataScope = (connection: ConnectionValue, cloud: CloudAddresses): string =>
  `${withoutSlashes(wantedAudience(connection, cloud) ?? cloud.audience)}/.default`;

/**
 * Whom a token of the first version of Entra's endpoint is asked for, which knows no scopes; undefined where the form
 * asks for the second version.
 * @throws FieldError when Token Version is neither, or the audience can't be one.
 */
export const dataResource = (connection: ConnectionValue, cloud: CloudAddresses): string | undefined => {
  const version = textField(connection, "tokenVersion").toLowerCase();
  if (version === "" || version === "v2") return undefined;
  if (version !== "v1")
    refuseField(
      "Token Version",
      `${quoted(textField(connection, "tokenVersion"))} is not a version.`,
      "Choose v2 or v1.",
    );
  return wantedAudience(connection, cloud) ?? cloud.audience;
};
