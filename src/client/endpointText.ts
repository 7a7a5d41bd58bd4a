import { isLoopback, mistakenHost } from "./endpointHosts";
import { quoted } from "./quoted";

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

/** A connection field that can't be used; the message names the field and the mend. */
export class EndpointError extends Error {
  override name = "EndpointError";
}

const refuse = (message: string): never => {
  throw new EndpointError(message);
};

const resourceName = /^[a-z0-9][a-z0-9-]{0,62}$/i;
const examples = "for example https://my-resource.openai.azure.com";
const longestAddress = 2000;

/** Characters that no one sees, and that come along from pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** An address in a line of a settings file, a program, a command, or a text with links. */
const wrappers: readonly RegExp[] = [
  /^(?:export\s+|set\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*["']?((?:https?|wss?):\/\/[^\s"',]+)["']?[,;]?$/,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/,
  /^curl\b.*?["'\s]((?:https?):\/\/[^\s"'\\]+)/s,
  /^(?:GET|POST)\s+(https?:\/\/\S+)/,
];

/** Takes off what comes along when an address is copied: spaces, quotes, a variable's name, a link's text. */
export const tidyAddress = (text: string | undefined): string => {
  const bare = (text ?? "")
    .replace(invisible, "")
    .trim()
    .replace(/^["'<`]+|["'>`,;]+$/g, "")
    .trim();
  for (const wrapper of wrappers) {
    const address = wrapper.exec(bare)?.[1];
    if (address) return address;
  }
  return bare;
};

/** Texts that people paste into the wrong box, and what to enter in place of each. */
const wrongBox: ReadonlyArray<readonly [form: RegExp, mend: string]> = [
  [
    /^(sk-\S{16,}|[a-z0-9]{32}|[a-z0-9]{84})$/i,
    `this looks like an API key. Enter the key under API Key, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^(Bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
    `this looks like an access token. Enter the token on a Microsoft Entra Access Token connection, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^[\w.-]*~[\w.~-]*$/,
    `this looks like a client secret. Enter it under Client Secret of a service principal, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^-----BEGIN /,
    `this is a certificate or a private key. Enter it under Certificate of a service principal, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    `this is the id of a tenant, an app or a subscription. Enter the resource's endpoint, ${examples}.`,
  ],
  [
    /^[^\s/@:]+@[^\s/@:]+\.[a-z]+$/i,
    `this is an e-mail address. Enter the resource's endpoint, ${examples}.`,
  ],
  [
    /^(v1|preview|latest|\d{4}-\d{2}-\d{2}(-preview)?)$/i,
    `this is a version. Enter it under API Version, and here the resource's endpoint, ${examples}.`,
  ],
];

const checkBox = (field: string, text: string): void => {
  if (text.length > longestAddress)
    refuse(`${field}: it is longer than any address. Enter the resource's endpoint, ${examples}.`);
  const mend = wrongBox.find(([form]) => form.test(text))?.[1];
  if (mend) refuse(`${field}: ${mend}`);
  const account = /\/providers\/Microsoft\.CognitiveServices\/accounts\/([^/\s]+)/i.exec(text)?.[1];
  if (account)
    refuse(
      `${field}: this is the id of a resource, not its address. The address is probably https://${account.toLowerCase()}.openai.azure.com; Keys and Endpoint of the resource shows it.`,
    );
};

/** An address in a refusal: without its query, and not at all where it may hold a key. */
const shownAddress = (text: string): string => {
  const shown = text.replace(/[?#].*$/s, "").replace(/\/\/[^/@\s]*@/, "//");
  return quoted(shown.length > 80 ? `${shown.slice(0, 79)}…` : shown);
};

const parseUrl = (field: string, text: string): URL => {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "ws" || scheme === "wss")
    refuse(
      `${field}: the realtime API is not used here. Enter ${shownAddress(text.replace(/^wss?/i, "https")).replaceAll('"', "")}, or the resource's endpoint.`,
    );
  if (/\s/.test(text))
    refuse(`${field}: ${shownAddress(text)} has a space in it. Enter the address alone, ${examples}.`);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(text);
  const whole = scheme ? text : `${isLocal ? "http" : "https"}://${text}`;
  if (!URL.canParse(whole))
    return refuse(
      `${field}: ${shownAddress(text)} is not a web address. Enter the resource's endpoint, ${examples}.`,
    );
  return new URL(whole);
};

const checkUrl = (field: string, url: URL): void => {
  const hostname = url.hostname.replace(/\.$/, "");
  const mistake = mistakenHost(hostname);
  if (mistake)
    refuse(
      `${field}: ${hostname} is ${mistake}. Copy the endpoint from Keys and Endpoint of the Azure OpenAI resource, ${examples}.`,
    );
  if (url.username || url.password)
    refuse(`${field}: remove the user name and password from the address; the key has a field of its own.`);
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(hostname))) return;
  refuse(
    url.protocol === "http:"
      ? `${field}: http:// would send the credential unprotected. Use https://${url.host}; http is accepted for localhost alone.`
      : `${field}: ${url.protocol}// is not how the service is reached. Enter an https address, ${examples}.`,
  );
};

const readUrl = (field: string, text: string): URL => {
  const url = parseUrl(field, text);
  checkUrl(field, url);
  const hasScheme = text.includes("://");
  if (!hasScheme && !isLoopback(url.hostname) && !url.hostname.includes(".") && !url.hostname.startsWith("["))
    refuse(`${field}: ${quoted(url.hostname)} lacks its domain. Enter the whole address, ${examples}.`);
  // A name with a dot at its end is the same host, which certificates don't show.
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return url;
};

const fromResourceName = (field: string, name: string): URL => {
  if (!resourceName.test(name)) {
    refuse(
      `${field}: ${shownAddress(name)} is not the name of an Azure resource. Enter letters, digits and hyphens, or the whole endpoint, ${examples}.`,
    );
  }
  return new URL(`https://${name.toLowerCase()}.openai.azure.com`);
};

const fromText = (field: string, text: string): URL => {
  checkBox(field, text);
  return resourceName.test(text) && text.toLowerCase() !== "localhost"
    ? fromResourceName(field, text)
    : readUrl(field, text);
};

/**
 * The address that the connection's fields name: of the endpoint, else of OpenAI, else of the resource.
 * @throws EndpointError that names the field, and never shows a key, a token or a query.
 */
export const locate = (fields: EndpointFields): URL => {
  const endpoint = tidyAddress(fields.endpoint);
  if (endpoint !== "") return fromText("Endpoint", endpoint);
  if (fields.isOpenAIKey) return new URL("https://api.openai.com/v1");
  const organization = tidyAddress(fields.organization);
  if (organization === "") {
    refuse(
      `Endpoint: enter the resource's endpoint, ${examples}, or set Is OpenAI Key when the key comes from OpenAI.`,
    );
  }
  if (organization.includes(".")) return fromText("Organization", organization);
  if (/^org-/.test(organization))
    refuse(
      "Organization: this is an organization of OpenAI. Set Is OpenAI Key for its key, or enter the Azure resource's endpoint under Endpoint.",
    );
  checkBox("Organization", organization);
  return fromResourceName("Organization", organization);
};
