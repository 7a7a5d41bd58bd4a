import http from "node:http";
import https from "node:https";
import { getProxyForUrl } from "proxy-from-env";

/** Connections are kept open between calls; the oldest idle ones are closed by the servers. */
const keepAlive = { keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, scheduling: "lifo" } as const;
const direct = { "http:": new http.Agent(keepAlive), "https:": new https.Agent(keepAlive) };
const proxied = new Map<string, http.Agent>();

/** How the proxies that last refused to connect did so. */
const refusals = new WeakMap<object, string>();

/** The code of a proxy's refusal, for callers that see its answer in the place of the server's. */
export const proxyRefusal = (agent: http.Agent): string | undefined => refusals.get(agent);

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

/**
 * The proxy that the environment names for an address: `HTTPS_PROXY` or `ALL_PROXY`, unless `NO_PROXY` takes the
 * host out. Plain http is for loopback alone and goes there directly.
 */
export const proxyFor = (url: URL): URL | undefined => {
  if (url.protocol !== "https:" || !proxyVariables.some((name) => process.env[name])) return undefined;
  const proxy = getProxyForUrl(url.href);
  return proxy === "" ? undefined : new URL(proxy);
};

/** Evaluated on first use: most processes have no proxy. */
const proxyAgent = async (proxy: URL, isKept: boolean): Promise<http.Agent> => {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  const agent = new HttpsProxyAgent(proxy, isKept ? keepAlive : { keepAlive: false });
  agent.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
    if (statusCode === 200) refusals.delete(agent);
    else refusals.set(agent, `PROXY_STATUS_${statusCode}`);
  });
  // Told that it is for TLS, it finds the connections again that it kept.
  return Object.assign(agent, { options: { ...agent.options, secureEndpoint: true } });
};

const keptProxyAgent = async (proxy: URL): Promise<http.Agent> => {
  const agent = proxied.get(proxy.href) ?? (await proxyAgent(proxy, true));
  proxied.set(proxy.href, agent);
  return agent;
};

/**
 * The agent for an address, with connections that are kept: through the environment's proxy where there is one.
 * @throws TypeError when the proxy's address is none.
 */
export const agentFor = (url: URL): http.Agent | Promise<http.Agent> => {
  const proxy = proxyFor(url);
  return proxy ? keptProxyAgent(proxy) : direct[url.protocol === "https:" ? "https:" : "http:"];
};

/** An agent for one call with a connection of its own; false where that needs none. */
export const freshAgentFor = (url: URL): Promise<http.Agent> | false => {
  const proxy = proxyFor(url);
  return proxy ? proxyAgent(proxy, false) : false;
};
