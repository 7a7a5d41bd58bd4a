import { refuseInput } from "../../text/InputError";
import { apiVersionFor, deploymentsPathOf, modelBaseUrl, operationPath, routeAt } from "./address";
import { latestDatedVersion, type ModelsEndpoint } from "./endpoint";
import { routeOf } from "./operations";

const refuse = (problem: string): never => refuseInput("URL", problem, "Enter a path such as /v1/models.");

/** Encodings of dots and slashes, once `%25` is decoded. */
const encodings: Readonly<Record<string, string>> = { "%2e": ".", "%2f": "/", "%5c": "\\" };

/** Decodes dots and slashes, however often they were encoded, so that no dot segment stays hidden. */
const decodeDots = (path: string): string =>
  path.replace(/%(?:25)+/g, "%").replace(/%(2e|2f|5c)/gi, (code) => encodings[code.toLowerCase()] ?? code);

/** Servers take 8 to 16 kB of a request's first line. */
const longestUrl = 16_000;
/** Longest host that a refusal shows: no host name is longer. */
const longestHost = 253;

/** The part of an absolute URL after its host, as it was entered. */
const afterHostOf = (text: string): string => {
  const behindScheme = text.slice(text.indexOf(":") + 1);
  const host = behindScheme.slice(Math.max(0, behindScheme.search(/[^/]/)));
  const end = host.search(/[/?]/);
  return end < 0 ? "" : host.slice(end);
};

/** The entered path and query; of an absolute URL, only if it has the connection's own origin. */
const pathOf = (endpoint: ModelsEndpoint, entered: string): string => {
  const text = entered.trim();
  if (text === "") refuse("it is empty.");
  if (text.length > longestUrl) refuse("it is longer than any address.");
  // U+FFFD: an earlier reading replaced half a character.
  if (!text.isWellFormed() || text.includes("\uFFFD")) refuse("it contains half a character.");
  if (text.includes("#")) refuse("it contains a #, and what stands behind one is never sent: spell it %23.");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: URL parsers drop these, so that they could hide a host
  if (/[\\\u0000-\u001f]/.test(text)) refuse("it contains a backslash or a control character.");
  let path = text.startsWith("/") || text.startsWith("?") ? text : `/${text}`;
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) {
    const url = URL.canParse(text) ? new URL(text) : refuse("it is not a web address.");
    if (url.origin !== endpoint.origin || url.username !== "" || url.password !== "") {
      refuse(
        `it leads to ${(url.host || url.protocol).slice(0, longestHost)}, and the connection's credential is sent to ${endpoint.origin} alone.`,
      );
    }
    const afterHost = afterHostOf(text);
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

/** Where a raw request goes: a part of the endpoint, and the path below it. */
interface RawPlace {
  base: string;
  rest: string;
  /** The api that the entered path asks for, where it is not the endpoint's own. */
  foreign?: "v1" | "dated";
}

/**
 * Drops the parts of an entered path that the base URL already has: the gateway's prefix, `/openai/v1`, `/openai` or
 * `/v1`.
 */
const placeOf = (endpoint: ModelsEndpoint, path: string): RawPlace => {
  const { prefix, basePath } = endpoint;
  const hasPrefix = prefix !== "" && (path === prefix || path.startsWith(`${prefix}/`));
  const local = hasPrefix ? path.slice(prefix.length) : path;
  const deployments = /^(\/openai)?\/deployments(?=\/)/i.exec(local);
  const behindDeployments = local.slice(deployments?.[0].length);
  const deploymentsPath = deploymentsPathOf(endpoint);
  if (deployments && deploymentsPath !== undefined) return { base: deploymentsPath, rest: behindDeployments };
  if (deployments?.[1] && endpoint.api === "v1" && endpoint.datedPath !== undefined)
    return { base: `${endpoint.datedPath}/deployments`, rest: behindDeployments, foreign: "dated" };
  if (endpoint.api === "dated" && endpoint.v1Path !== undefined && /^\/openai\/v1(?=[/?#]|$)/i.test(local))
    return { base: endpoint.v1Path, rest: local.slice("/openai/v1".length), foreign: "v1" };
  return { base: basePath, rest: local.replace(/^(\/openai)?(\/v1)?(?=[/?#]|$)/i, "") };
};

/** The parts of a raw request's URL. */
interface RawTarget {
  method: string;
  url: string;
  query: ReadonlyArray<readonly [name: string, value: string]>;
  /** `model` of a JSON body, which dated versions have in the path. */
  model?: string;
}

const versionFor = (
  endpoint: ModelsEndpoint,
  method: string,
  { url, foreign }: { url: URL; foreign: RawPlace["foreign"] },
): string | undefined => {
  if (foreign === "v1") return undefined;
  return foreign === "dated" ? latestDatedVersion : apiVersionFor(endpoint, routeAt(endpoint, method, url));
};

/**
 * The complete URL of a raw request. An absolute URL of another origin and a path that leaves the base are refused in
 * every spelling, because the credential must go nowhere else.
 * @throws InputError that names the field URL, before anything is sent.
 */
export const resolveRawUrl = (endpoint: ModelsEndpoint, target: RawTarget): URL => {
  const { origin, prefix } = endpoint;
  const { base, rest, foreign } = placeOf(endpoint, pathOf(endpoint, target.url));
  let url = new URL(`${origin}${base}${rest}`);
  const model = target.model ?? endpoint.deployment;
  const isOfModel =
    base === endpoint.basePath && routeOf(target.method, operationPath(endpoint, url)).scope === "deployment";
  if (isOfModel && model) url = new URL(`${modelBaseUrl(endpoint, model)}${rest}`);
  const isInside = [prefix, deploymentsPathOf(endpoint) ?? prefix].some((path) =>
    url.href.startsWith(`${origin}${path}`),
  );
  if (url.origin !== origin || !isInside) {
    refuse(`it leads outside ${origin}${prefix}.`);
  }
  for (const [name, value] of target.query) url.searchParams.append(name, value);
  const version = versionFor(endpoint, target.method, { url, foreign });
  if (version && !url.searchParams.has("api-version")) url.searchParams.set("api-version", version);
  return url;
};
