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

/**
 * How the service is spoken to: `v1` is Azure's `/openai/v1`, `dated` is Azure with the deployment in the path
 * and an api-version, `openai` is OpenAI or a server that speaks like it.
 */
export type Flavour = "v1" | "dated" | "openai";

/** Where every call of a connection goes. */
export interface Endpoint {
  flavour: Flavour;
  /** Scheme, host and port; credentials go nowhere else. */
  origin: string;
  /** Path in front of `/openai` or `/v1`: a gateway's prefix, or "". */
  prefix: string;
  /** Prefix and the flavour's own path, without a slash at the end. */
  basePath: string;
  /** Origin and base path. */
  baseUrl: string;
  /** The date, or `preview`; undefined when none is sent. */
  apiVersion?: string;
  /** True when a step asked for plain v1, so that previews are not asked for on its behalf. */
  isWithoutPreview?: boolean;
  /** The deployment that a pasted target URI names. */
  deployment?: string;
}

/** A connection field that can't be used; the message names the field and the mend. */
export class EndpointError extends Error {
  override name = "EndpointError";
}

/** The newest dated api-version that is not a preview (the service's API reference). */
export const latestDatedVersion = "2024-10-21";
const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;
const resourceName = /^[a-z0-9][a-z0-9-]{0,62}$/i;
const loopbackHost = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const portalHost =
  /^(portal\.azure\.(com|us|cn)|(ai|oai)\.azure\.(com|us)|ml\.azure\.com|platform\.openai\.com)$/i;
const openAIHost = /^([a-z0-9-]+\.)?api\.openai\.com$/i;
const keyLike = /^(sk-\S{16,}|[a-z0-9]{32}|[a-z0-9]{84})$/i;
const operations =
  /\/(chat\/completions|completions|embeddings|responses|images\/(generations|edits)|audio\/[a-z]+|models|files|batches)(\/.*)?$/;

const examples = "for example https://my-resource.openai.azure.com";

const parseUrl = (text: string): URL => {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const isLoopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(text);
  try {
    return new URL(hasScheme ? text : `${isLoopback ? "http" : "https"}://${text}`);
  } catch {
    throw new EndpointError(
      `Endpoint: "${text}" is not a web address. Enter the resource's endpoint, ${examples}.`,
    );
  }
};

const checkUrl = (url: URL): void => {
  if (portalHost.test(url.hostname)) {
    throw new EndpointError(
      `Endpoint: ${url.hostname} is a page for people, not an API. Copy the endpoint from Keys and Endpoint of the Azure OpenAI resource, ${examples}.`,
    );
  }
  if (url.username || url.password) {
    throw new EndpointError(
      "Endpoint: remove the user name and password from the address; the key has a field of its own.",
    );
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopbackHost.test(url.hostname))) {
    throw new EndpointError(
      `Endpoint: ${url.protocol}// would send the credential unprotected. Use https://${url.host}; http is accepted for localhost alone.`,
    );
  }
};

/** Takes the spaces and quotes off that come along when an address is copied. */
const tidy = (text: string | undefined): string =>
  (text ?? "")
    .trim()
    .replace(/^["'<]+|["'>]+$/g, "")
    .trim();

const fromResourceName = (name: string, field: string): URL => {
  if (!resourceName.test(name)) {
    throw new EndpointError(
      `${field}: "${name}" is not the name of an Azure resource. Enter letters, digits and hyphens, or the whole endpoint, ${examples}.`,
    );
  }
  return new URL(`https://${name.toLowerCase()}.openai.azure.com`);
};

const locate = (fields: EndpointFields): URL => {
  const endpoint = tidy(fields.endpoint);
  if (keyLike.test(endpoint)) {
    throw new EndpointError(
      `Endpoint: this looks like an API key. Enter the key under API Key, and here the resource's endpoint, ${examples}.`,
    );
  }
  if (endpoint !== "") {
    return resourceName.test(endpoint) && endpoint !== "localhost"
      ? fromResourceName(endpoint, "Endpoint")
      : parseUrl(endpoint);
  }
  if (fields.isOpenAIKey) return new URL("https://api.openai.com/v1");
  const organization = tidy(fields.organization);
  if (organization === "") {
    throw new EndpointError(
      `Endpoint: enter the resource's endpoint, ${examples}, or set Is OpenAI Key when the key comes from OpenAI.`,
    );
  }
  return organization.includes(".") ? parseUrl(organization) : fromResourceName(organization, "Organization");
};

const readApiVersion = (fields: EndpointFields, url: URL): string => {
  if (fields.stepApiVersion) return fields.stepApiVersion;
  const field = tidy(fields.apiVersion).toLowerCase();
  const pasted = url.searchParams.get("api-version")?.trim().toLowerCase();
  const version = (field === "" || field === "v1") && pasted ? pasted : field || "v1";
  if (version !== "v1" && version !== "preview" && !datedVersion.test(version)) {
    throw new EndpointError(
      `API Version: "${version}" is not a version. Enter v1, preview, or a date such as ${latestDatedVersion}.`,
    );
  }
  return version;
};

const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new EndpointError(
      `Endpoint: the deployment "${segment}" in its path is not spelled as a URL spells it. Copy the target URI again.`,
    );
  }
};

/** What the path of an endpoint tells: the flavour where it is plain from the path, and what stands before it. */
interface PathReading {
  flavour: Flavour | undefined;
  prefix: string;
  /** Path of an OpenAI-like base after the prefix. */
  ownPath?: string;
  deployment?: string;
}

const readPath = (path: string, isOpenAI: boolean): PathReading => {
  const deployment = /^(.*)\/openai\/deployments\/([^/]+)/.exec(path);
  if (deployment) {
    return { flavour: "dated", prefix: deployment[1] ?? "", deployment: decodeSegment(deployment[2] ?? "") };
  }
  const v1 = /^(.*?)\/openai\/v1(\/|$)/.exec(path);
  if (v1) return { flavour: "v1", prefix: v1[1] ?? "" };
  const trimmed = path.replace(operations, "");
  const azure = /^(.*)\/openai$/.exec(trimmed);
  if (azure) return { flavour: undefined, prefix: azure[1] ?? "" };
  const ownV1 = /^(.*)\/v1$/.exec(trimmed);
  if (ownV1) return { flavour: "openai", prefix: ownV1[1] ?? "", ownPath: "/v1" };
  if (isOpenAI) return { flavour: "openai", prefix: trimmed, ownPath: trimmed === "" ? "/v1" : "" };
  return { flavour: undefined, prefix: trimmed.replace(/\/api\/projects\/[^/]+$/, "") };
};

const chooseFlavour = (reading: PathReading, version: string, stepVersion: string | undefined): Flavour => {
  if (reading.flavour === "openai" || (reading.flavour && !stepVersion)) return reading.flavour;
  return datedVersion.test(version) ? "dated" : "v1";
};

const flavourVersion = (flavour: Flavour, version: string): string | undefined => {
  if (flavour === "dated") return datedVersion.test(version) ? version : latestDatedVersion;
  return flavour === "v1" && version === "preview" ? version : undefined;
};

/** Endpoints of the connections in use: every step asks for its own anew. */
const resolved = new Map<string, Endpoint>();
const mostResolved = 200;

/**
 * Turns the connection's fields into the one place where its calls go. Accepts a resource name, an origin, a
 * base URL with or without a gateway's prefix, or a target URI as a deployment's page shows it. What the path
 * says (`/openai/v1`, `/deployments/…`, `/v1`) wins over the API Version field.
 * @throws EndpointError in the words of the form.
 */
export const resolveEndpoint = (fields: EndpointFields): Endpoint => {
  const key = JSON.stringify(fields);
  const known = resolved.get(key);
  if (known) return known;
  if (resolved.size >= mostResolved) resolved.clear();
  const endpoint = resolve(fields);
  resolved.set(key, endpoint);
  return endpoint;
};

const resolve = (fields: EndpointFields): Endpoint => {
  const url = locate(fields);
  checkUrl(url);
  const version = readApiVersion(fields, url);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/{2,}/g, "/");
  const reading = readPath(path, fields.isOpenAIKey === true || openAIHost.test(url.hostname));
  const flavour = chooseFlavour(reading, version, fields.stepApiVersion);
  const ownPath = { v1: "/openai/v1", dated: "/openai", openai: reading.ownPath ?? "" }[flavour];
  const apiVersion = flavourVersion(flavour, version);
  return {
    flavour,
    origin: url.origin,
    prefix: reading.prefix,
    basePath: `${reading.prefix}${ownPath}`,
    baseUrl: `${url.origin}${reading.prefix}${ownPath}`,
    ...(apiVersion && { apiVersion }),
    ...(fields.stepApiVersion === "v1" && { isWithoutPreview: true }),
    ...(reading.deployment && { deployment: reading.deployment }),
  };
};
