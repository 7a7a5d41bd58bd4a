import { getProxyForUrl } from "proxy-from-env";

/** In order of precedence: lower case first, as in curl. */
const variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] as const;

/** The proxy for an address that the environment names. */
interface NamedProxy {
  /** The environment variable. */
  variable: string;
  /** The proxy's address; undefined when the variable's value can't be used. */
  url?: URL;
  /** Why the value can't be used, to follow the variable's name in a sentence. It never shows the value. */
  problem?: string;
}

const howToName = "Name it as http://host:port, or have the variable removed.";

/** Values of proxy scripts (PAC), which are not addresses. */
const scriptWord = /^(?:DIRECT|(?:PROXY|HTTPS?|SOCKS[45]?)\s+\S.*)$/i;

const canDecode = ({ username, password }: URL): boolean => {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
};

const read = (text: string): Omit<NamedProxy, "variable"> => {
  if (scriptWord.test(text))
    return { problem: `holds a word of proxy scripts where an address belongs. ${howToName}` };
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme?.startsWith("socks"))
    return {
      problem:
        "names a SOCKS proxy, and calls go by way of HTTP proxies alone. Name one as http://host:port, or take the host out by NO_PROXY.",
    };
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    return { problem: `names a proxy that is not one for HTTP. ${howToName}` };
  // Without a scheme, http is meant, as in curl and Python.
  const address = scheme ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // Part of a scheme without its slashes would be read as the host.
  if (!url || /^https?:/i.test(scheme ? "" : text))
    return { problem: "names no address: have it corrected, or removed." };
  if (!canDecode(url))
    return {
      problem:
        "has a user name or password that is not spelled for an address: write % as %25, and @ as %40.",
    };
  return { url };
};

/**
 * The proxy for an address: `HTTPS_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` excludes the host. Plain http is for
 * loopback alone, and goes there directly.
 */
export const namedProxy = (url: URL): NamedProxy | undefined => {
  if (url.protocol !== "https:") return undefined;
  const variable = variables.find((name) => process.env[name]);
  if (variable === undefined || getProxyForUrl(url.href) === "") return undefined;
  return { variable, ...read(process.env[variable]?.trim() ?? "") };
};
