import http from "node:http";
import https from "node:https";
import type { Duplex } from "node:stream";
import { Memory } from "../../text/Memory";
import { namedProxy } from "./proxyVariables";
import { type Tunnel, tunnelAgent } from "./tunnel";

/** Idle connections are closed after this time, so that they do not use up the process' open files. */
const mostIdleMs = 60_000;
/** Most hosts with idle connections. */
const mostIdleHosts = 50;

/** Idle connections are closed after a time, by their servers, or when too many hosts have some. */
const keepAlive = {
  keepAlive: true,
  maxSockets: Number.POSITIVE_INFINITY,
  scheduling: "lifo",
  timeout: mostIdleMs,
} as const;

/** Node calls this when a connection is free; true keeps it for the next call. */
type KeepSocket = (socket: Duplex) => boolean;

/** Limits the number of hosts that an agent keeps idle connections to. */
const withBoundedHosts = <Agent extends http.Agent>(agent: Agent): Agent => {
  // By its types it returns nothing, by Node's documentation of http.Agent whether to keep the connection.
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
/** One agent for each proxy that the environment names. */
const proxied = new Memory<http.Agent>(20);

/** One agent for each tunnel. */
const tunneled = new Memory<http.Agent>(50);

/** The latest refusal of each proxy's agent, as an error code. */
const refusals = new WeakMap<object, string>();

/** The code of a proxy's refusal to connect, for an error that otherwise shows the proxy's answer as the server's. */
export const proxyRefusal = (agent: http.Agent): string | undefined => refusals.get(agent);

/**
 * The proxy for an address, by the environment.
 * @throws TypeError when the environment names one that can't be used.
 */
export const proxyFor = (url: URL): URL | undefined => {
  const named = namedProxy(url);
  if (named?.problem) throw new TypeError(`${named.variable} ${named.problem}`);
  return named?.url;
};

/**
 * Makes the agent of a proxy; its library is loaded on first use. While the proxy connects, a request has no
 * connection of its own: destroying the request then ends the connecting as well.
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
 * The agent for an address, which keeps connections: through the tunnel, else the environment's proxy, where there is
 * one.
 * @throws TypeError when the proxy's address can't be used.
 */
export const agentFor = (url: URL, tunnel?: Tunnel): http.Agent | Promise<http.Agent> => {
  if (tunnel)
    return tunneled.recall(JSON.stringify([url.protocol, tunnel]), () =>
      withBoundedHosts(tunnelAgent(tunnel, url.protocol, keepAlive)),
    );
  const proxy = proxyFor(url);
  return proxy ? keptProxyAgent(proxy) : direct[url.protocol === "https:" ? "https:" : "http:"];
};

/**
 * An agent for one call on a new connection; false where Node's default makes one.
 * @throws TypeError when the proxy's address can't be used.
 */
export const freshAgentFor = (url: URL, tunnel?: Tunnel): Promise<http.Agent> | http.Agent | false => {
  if (tunnel) return tunnelAgent(tunnel, url.protocol, { keepAlive: false });
  const proxy = proxyFor(url);
  return proxy ? proxyAgent(proxy, false) : false;
};
