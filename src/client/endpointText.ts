import { isLoopback, mistakenHost, ownerOfHost } from "./endpointHosts";

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

/**
 * Refuses what Endpoint holds.
 * @throws EndpointError, always.
 */
export const refuseEndpoint = (problem: string): never => refuse(`Endpoint: ${problem}`);

/**
 * A name in an address' path, its encoding undone.
 * @throws EndpointError when it is not spelled as a URL spells it.
 */
export const decodeDeployment = (segment: string, what = "deployment"): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return refuseEndpoint(
      `the ${what} in its path is not spelled as a URL spells it. Copy the target URI again.`,
    );
  }
};

const resourceName = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;
const examples = "for example https://my-resource.openai.azure.com";
const longestAddress = 2000;
/** A command or a settings file around an address may be longer than the address. */
const longestPaste = 20_000;

/** Characters that no one sees, and that come along from pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** An address in a line of a settings file, a program, a command, or a text with links. */
const wrappers: readonly RegExp[] = [
  /^(?:export\s+|set\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*["']?((?:https?|wss?):\/\/[^\s"',]+)["']?[,;]?$/,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/,
  /^curl\b.*?["'\s]((?:https?):\/\/[^\s"'\\]+)/s,
  /^(?:GET|POST)\s+(https?:\/\/\S+)/,
];

/** A text without the characters of these two sets at its start and end, in one pass. */
const withoutEnds = (text: string, starting: string, ending: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && starting.includes(text[start] ?? "")) start += 1;
  while (end > start && ending.includes(text[end - 1] ?? "")) end -= 1;
  return text.slice(start, end);
};

/** Takes off what comes along when an address is copied: spaces, quotes, a variable's name, a link's text. */
export const tidyAddress = (text: string | undefined): string => {
  const bare = withoutEnds((text ?? "").replace(invisible, "").trim(), "\"'<`", "\"'>`,;").trim();
  for (const wrapper of wrappers) {
    const address = wrapper.exec(bare)?.[1];
    if (address) return address;
  }
  return bare;
};

/** Texts that people paste into the wrong box, and what to enter in place of each. */
const wrongBox: ReadonlyArray<readonly [form: RegExp, mend: string]> = [
  [
    /^(sk-\S{16,}|(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{32,})$/i,
    `this looks like an API key. Enter the key under API Key, and here the resource's endpoint, ${examples}.`,
  ],
  [
    /^(Bearer\s+)?eyJ[\w-]+\.[\w-]+\.[\w-]*$/,
    `this looks like an access token. Enter the token on a Microsoft Entra Access Token connection, and here the resource's endpoint, ${examples}.`,
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

/** Letters and digits in one long run: what stands beside an address may be its key. */
const mayBeSecret = (run: string): boolean =>
  /^sk-/i.test(run) || (run.length >= 16 && /\d/.test(run) && /[a-z]/i.test(run));

/** An address in a refusal: without its query, and without what may be a key. */
const shownAddress = (text: string): string => {
  const address = text.replace(/[?#].*$/s, "").replace(/\/\/[^/@\s]*@/, "//");
  const shown = address.slice(0, 200).replace(/[\w-]+/g, (run) => (mayBeSecret(run) ? "…" : run));
  return shown.length > 80 ? `${shown.slice(0, 80)}…` : shown;
};

const originOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).origin : "an https address";

/**
 * Refuses an address of the realtime API.
 * @throws EndpointError, always.
 */
export const refuseRealtime = (field: string, address: string): never =>
  refuse(
    `${field}: the realtime API is not used here. Enter ${originOf(address)}, or the resource's endpoint.`,
  );

const parseUrl = (field: string, text: string): URL => {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "ws" || scheme === "wss") refuseRealtime(field, text.replace(/^wss?/i, "https"));
  if (/\s/.test(text))
    refuse(`${field}: "${shownAddress(text)}" has a space in it. Enter the address alone, ${examples}.`);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(text);
  const whole = scheme ? text : `${isLocal ? "http" : "https"}://${text}`;
  if (!URL.canParse(whole))
    return refuse(
      `${field}: "${shownAddress(text)}" is not a web address. Enter the resource's endpoint, ${examples}.`,
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
    refuse(
      `${field}: remove the user name and password from the address. A key has a field of its own; for a gateway with a password, enter Basic user:password under Subscription Key, and Authorization under Subscription Key Header.`,
    );
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
    refuse(`${field}: "${url.hostname}" lacks its domain. Enter the whole address, ${examples}.`);
  if (url.hash !== "")
    refuse(`${field}: an address of the API has no #. Enter what stands in front of it, ${examples}.`);
  // A name with a dot at its end is the same host, which certificates don't show.
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return url;
};

const fromResourceName = (field: string, name: string): URL => {
  if (!resourceName.test(name)) {
    refuse(
      `${field}: "${shownAddress(name)}" is not the name of an Azure resource. Enter letters, digits and hyphens, or the whole endpoint, ${examples}.`,
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
    : refuse(
        `${field}: ${url.hostname} is not an Azure resource. Enter the address under Endpoint, and the name of a resource here.`,
      );
};

const isAzureAddress = (text: string): boolean => {
  const address = text.includes("://") ? text : `https://${text}`;
  return text.includes(".") && URL.canParse(address) && ownerOfHost(new URL(address).hostname) === "azure";
};

const checkLength = (field: string, text: string | undefined): void => {
  if ((text ?? "").length > longestPaste)
    refuse(`${field}: it is longer than any address. Enter the resource's endpoint, ${examples}.`);
};

/**
 * The address that the connection's fields name: of the endpoint, else of OpenAI, else of the resource.
 * @throws EndpointError that names the field, and never shows a key, a token or a query.
 */
export const locate = (fields: EndpointFields): URL => {
  checkLength("Endpoint", fields.endpoint);
  checkLength("Organization", fields.organization);
  const endpoint = tidyAddress(fields.endpoint);
  if (endpoint !== "") return fromText("Endpoint", endpoint);
  const organization = tidyAddress(fields.organization);
  if (fields.isOpenAIKey && !isAzureAddress(organization)) return new URL("https://api.openai.com/v1");
  if (organization === "") {
    refuse(
      `Endpoint: enter the resource's endpoint, ${examples}, or set Is OpenAI Key when the key comes from OpenAI.`,
    );
  }
  if (/^org-/.test(organization))
    refuse(
      "Organization: this is an organization of OpenAI. Set Is OpenAI Key for its key, or enter the Azure resource's endpoint under Endpoint.",
    );
  return fromOrganization(organization);
};

/**
 * The id of an organization of OpenAI; undefined where the field is empty, or names an Azure resource for a
 * service that is not OpenAI's own.
 * @throws EndpointError for what can't be an id.
 */
export const organizationId = (text: string | undefined, host: "openai" | "other"): string | undefined => {
  const organization = tidyAddress(text);
  if (/^org-[\w-]{1,100}$/.test(organization)) return organization;
  return organization !== "" && (host === "openai" || organization.startsWith("org-"))
    ? refuse(
        `Organization: "${shownAddress(organization)}" is not the id of an organization of OpenAI. Enter an id such as org-abc123, or leave it empty.`,
      )
    : undefined;
};
