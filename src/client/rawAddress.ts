import { apiVersionFor, operationPath, routeAt } from "./address";
import { type Endpoint, latestDatedVersion } from "./endpoint";
import { routeOf } from "./routes";

const refuse = (problem: string): never => {
  throw new Error(`URL: ${problem} Enter a path such as /v1/models.`);
};

/** What dots and slashes may hide behind: their encodings, and the encoding of the percent sign itself. */
const encodings: Readonly<Record<string, string>> = { "%2e": ".", "%2f": "/", "%5c": "\\", "%25": "%" };

/** Decodes dots and slashes until nothing changes, so that a dot segment can't hide behind its own encoding. */
const decodeDots = (path: string): string => {
  const decoded = path.replace(/%(2e|2f|5c|25)/gi, (code) => encodings[code.toLowerCase()] ?? code);
  return decoded === path ? path : decodeDots(decoded);
};

/** The path and query of what was entered, an absolute URL of the connection's own origin reduced to them. */
const pathOf = (endpoint: Endpoint, entered: string): string => {
  const text = entered.trim();
  if (text === "") refuse("it is empty.");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop these, so that they could hide a host
  if (/[\\\u0000-\u001f]/.test(text)) refuse("it contains a backslash or a control character.");
  let path = text.startsWith("/") || text.startsWith("?") ? text : `/${text}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const url = URL.canParse(text) ? new URL(text) : refuse("it is not a web address.");
    if (url.origin !== endpoint.origin || url.username !== "" || url.password !== "") {
      refuse(
        `it leads to ${url.host || url.protocol}, and the connection's credential is sent to ${endpoint.origin} alone.`,
      );
    }
    const afterHost = /^[^:]+:\/*[^/?#]*(.*)$/.exec(text)?.[1] ?? "";
    path = afterHost.startsWith("/") ? afterHost : `/${afterHost}`;
  } else if (path.startsWith("//")) {
    refuse(`it leads to another host, and the connection's credential is sent to ${endpoint.origin} alone.`);
  }
  const beforeQuery = path.split(/[?#]/)[0] ?? "";
  if (
    decodeDots(beforeQuery)
      .split(/[/\\]/)
      .some((segment) => segment === ".." || segment === ".")
  ) {
    refuse("it climbs out of the connection's base path.");
  }
  return path;
};

/** Takes off the gateway's prefix and a leading `/openai/v1`, `/openai` or `/v1` that the base has already. */
const splitBase = (endpoint: Endpoint, path: string): { base: string; rest: string } => {
  const { flavour, prefix, baseUrl, origin } = endpoint;
  const hasPrefix = prefix !== "" && (path === prefix || path.startsWith(`${prefix}/`));
  const local = hasPrefix ? path.slice(prefix.length) : path;
  const azureRoot = `${origin}${prefix}/openai`;
  if (flavour !== "openai") {
    if (/^\/openai\/deployments\//.test(local))
      return { base: azureRoot, rest: local.slice("/openai".length) };
    if (/^\/openai\/v1(?=[/?#]|$)/.test(local))
      return { base: `${azureRoot}/v1`, rest: local.slice("/openai/v1".length) };
  }
  return { base: baseUrl, rest: local.replace(/^(\/openai)?(\/v1)?(?=[/?#]|$)/, "") };
};

/** What a raw request needs beside the entered URL to be addressed. */
export interface RawTarget {
  method: string;
  url: string;
  query: ReadonlyArray<readonly [name: string, value: string]>;
  /** `model` of a JSON body: a dated version wants it in the path. */
  model?: string;
}

/**
 * The whole URL of a raw request. The credential stays with the connection: an absolute URL of another origin,
 * a path that climbs out of the base, and every spelling of the two are refused.
 * @throws Error that names the field URL, before anything is sent.
 */
export const resolveRawUrl = (endpoint: Endpoint, target: RawTarget): URL => {
  const { base, rest } = splitBase(endpoint, pathOf(endpoint, target.url));
  let url = new URL(`${base}${rest}`);
  const path = operationPath(endpoint, url);
  const needsDeployment =
    endpoint.flavour === "dated" &&
    base === endpoint.baseUrl &&
    routeOf(target.method, path).scope === "deployment";
  const deployment = target.model ?? endpoint.deployment;
  if (needsDeployment && deployment && !rest.startsWith("/deployments/")) {
    url = new URL(`${base}/deployments/${encodeURIComponent(deployment)}${rest}`);
  }
  if (url.origin !== endpoint.origin || !url.href.startsWith(`${endpoint.origin}${endpoint.prefix}`)) {
    refuse(`it leads outside ${endpoint.origin}${endpoint.prefix}.`);
  }
  for (const [name, value] of target.query) url.searchParams.append(name, value);
  const isDatedPath = /\/openai\/deployments\//.test(url.pathname);
  const isForeignV1 = endpoint.flavour === "dated" && !isDatedPath && base !== endpoint.baseUrl;
  const version = isForeignV1
    ? undefined
    : isDatedPath && endpoint.flavour === "v1"
      ? latestDatedVersion
      : apiVersionFor(endpoint, routeAt(endpoint, target.method, url));
  if (version && !url.searchParams.has("api-version")) url.searchParams.set("api-version", version);
  return url;
};
