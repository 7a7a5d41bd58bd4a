import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { Memory } from "../../text/Memory";
import { namedProxy } from "./proxyVariables";

/** An idle connection is closed after this time; the usual limits of open files are soon met otherwise. */
const mostIdleMs = 60_000;
/** Hosts to which idle connections are kept. */
const mostIdleHosts = 50;

/** The oldest idle connections are closed by time, by their servers, or when too many hosts have some. */
const keepAlive = {
  keepAlive: true,
  maxSockets: Number.POSITIVE_INFINITY,
  scheduling: "lifo",
  timeout: mostIdleMs,
} as const;

/** Node asks this whether to keep a connection that is free; true keeps it for the next call. */
type KeepSocket = (socket: Duplex) => boolean;

/** Bounds the hosts of an agent's idle connections. */
const withBoundedHosts = <Agent extends http.Agent>(agent: Agent): Agent => {
  // The types say that it returns nothing; true keeps the connection (Node's documentation of http.Agent).
  const keep = agent.keepSocketAlive.bind(agent) as KeepSocket;
  agent.keepSocketAlive = (socket: Duplex) => {
    const [oldest, ...others] = Object.keys(agent.freeSockets);
    if (oldest !== undefined && others.length + 1 >= mostIdleHosts)
      for (const idle of agent.freeSockets[oldest] ?? []) idle.destroy();
    return keep(socket);
  };
  return agent;
};

const direct = {
  "http:": withBoundedHosts(new http.Agent(keepAlive)),
  "https:": withBoundedHosts(new https.Agent(keepAlive)),
};
/** One for each proxy that the environment named. */
const proxied = new Memory<http.Agent>(20);

/** How the proxies that last refused to connect did so. */
const refusals = new WeakMap<object, string>();

/** The code of a proxy's refusal, for callers that see its answer in the place of the server's. */
export const proxyRefusal = (agent: http.Agent): string | undefined => refusals.get(agent);

/**
 * The proxy that the environment names for an address.
 * @throws TypeError when what it names can't be used.
 */
export const proxyFor = (url: URL): URL | undefined => {
  const named = namedProxy(url);
  if (named?.problem) throw new TypeError(`${named.variable} ${named.problem}`);
  return named?.url;
};

/**
 * Evaluated on first use: most processes have no proxy. A request that is given up while its way through the proxy
 * is being made has no connection yet that would end with it, so it is given the proxy's.
 */
const proxyAgent = async (proxy: URL, isKept: boolean): Promise<http.Agent> => {
  const { HttpsProxyAgent } = await import("https-proxy-agent");
  const agent = new HttpsProxyAgent(proxy, isKept ? keepAlive : { keepAlive: false });
  const connect = agent.connect.bind(agent);
  agent.connect = async (request, options) => {
    const controller = new AbortController();
    const { destroy } = request;
    request.destroy = (error) => {
      controller.abort();
      return destroy.call(request, error);
    };
    Object.assign(agent.connectOpts, { signal: controller.signal });
    try {
      return await connect(request, options);
    } finally {
      request.destroy = destroy;
    }
  };
  agent.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
    if (statusCode === 200) refusals.delete(agent);
    else refusals.set(agent, `PROXY_STATUS_${statusCode}`);
  });
  // agent-base files free connections under `secureEndpoint`: unset, it would never reuse one.
  return withBoundedHosts(Object.assign(agent, { options: { ...agent.options, secureEndpoint: true } }));
};

const keptProxyAgent = async (proxy: URL): Promise<http.Agent> => {
  const agent = proxied.get(proxy.href) ?? (await proxyAgent(proxy, true));
  proxied.set(proxy.href, agent);
  return agent;
};

/**
 * The agent for an address, with connections that are kept: through the environment's proxy where there is one.
 * @throws TypeError when the proxy's address can't be used.
 */
export const agentFor = (url: URL): http.Agent | Promise<http.Agent> => {
  const proxy = proxyFor(url);
  return proxy ? keptProxyAgent(proxy) : direct[url.protocol === "https:" ? "https:" : "http:"];
};

/**
 * An agent for one call with a connection of its own; false where that needs none.
 * @throws TypeError when the proxy's address can't be used.
 */
export const freshAgentFor = (url: URL): Promise<http.Agent> | false => {
  const proxy = proxyFor(url);
  return proxy ? proxyAgent(proxy, false) : false;
};
