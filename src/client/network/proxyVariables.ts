import { getProxyForUrl } from "proxy-from-env";

/** In the order in which they count: the small spelling first, as curl reads them. */
const variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] as const;

/** The proxy that the environment names for an address. */
interface NamedProxy {
  /** The environment variable that names it. */
  variable: string;
  /** Its address; undefined when what the variable names can't be used. */
  url?: URL;
  /** Why it can't be used, as what follows the variable's name in a sentence. It never shows what was named. */
  problem?: string;
}

const howToName = "Name it as http://host:port, or have the variable removed.";

/** What proxy scripts (PAC) say, which is no address. */
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
    return { problem: `names a proxy that is none for HTTP. ${howToName}` };
  // Without a scheme it is http, as curl and Python read it.
  const address = scheme ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // What is left of a scheme without its slashes would be taken for the host.
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
 * What the environment says of a proxy for an address: `HTTPS_PROXY`, else `ALL_PROXY`, unless `NO_PROXY` takes the
 * host out. Plain http is for loopback alone and goes there directly.
 */
export const namedProxy = (url: URL): NamedProxy | undefined => {
  if (url.protocol !== "https:") return undefined;
  const variable = variables.find((name) => process.env[name]);
  if (variable === undefined || getProxyForUrl(url.href) === "") return undefined;
  return { variable, ...read(process.env[variable]?.trim() ?? "") };
};
