import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { clock } from "../clock";
import { freshAgentFor, proxyFor } from "../network/agents";
import { type Tunnel, tunnelHostHeader } from "../network/tunnel";

/** What was found on the way to the host, or the system's error code. */
export type Reach = { detail: string } | { code: string };

/** The result of the work, or `late` when the time is over. */
export const within = (limitMs: number, work: Promise<Reach>, late: Reach): Promise<Reach> =>
  new Promise((resolve, reject) => {
    const stop = clock.after(limitMs, () => resolve(late));
    work.then(resolve, reject).finally(stop);
  });

const nameOf = (issuer: { CN?: string | string[]; O?: string | string[] } | undefined): string =>
  [issuer?.CN ?? issuer?.O ?? "an issuer without a name"].flat().join(", ");

const wayOf = (proxy: URL | undefined, tunnel: Tunnel | undefined): string => {
  if (tunnel) return " By the on-premises agent.";
  return proxy ? ` By the proxy ${proxy.host}.` : "";
};

const describeTls = (socket: TLSSocket, way: string): string => {
  const { issuer, valid_to: end } = socket.getPeerCertificate();
  const lastDay = end ? new Date(end).toISOString().slice(0, 10) : "a day that is not told";
  const trust = socket.authorized ? "" : " It was not verified.";
  return `${socket.getProtocol()}, with a certificate of ${nameOf(issuer)} that ends on ${lastDay}.${trust}${way}`;
};

/** Calls back when the socket can send, at once if it already can. */
const whenReady = (socket: Socket, isTls: boolean, callback: () => void): void => {
  const isReady = isTls ? (socket as TLSSocket).authorized : !socket.connecting;
  if (isReady) callback();
  else socket.once(isTls ? "secureConnect" : "connect", callback);
};

/** How a connection is opened. */
interface Way {
  agent: http.Agent | false;
  origin: URL;
  proxy: URL | undefined;
  tunnel: Tunnel | undefined;
}

const connectBy = ({ agent, origin, proxy, tunnel }: Way, limitMs: number): Promise<Reach> => {
  const isTls = origin.protocol === "https:";
  // Nothing is sent, because the request is never ended.
  const hostHeader = tunnelHostHeader(tunnel, origin);
  const request = (isTls ? https : http).request({
    agent,
    ...(hostHeader && { headers: { host: hostHeader } }),
    host: origin.hostname.replace(/^\[|\]$/g, ""),
    port: origin.port || (isTls ? 443 : 80),
  });
  const connected = new Promise<Reach>((resolve) => {
    request.on("error", (error: NodeJS.ErrnoException) => resolve({ code: error.code ?? "ECONNRESET" }));
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) resolve({ code: `PROXY_STATUS_${statusCode}` });
    });
    request.on("socket", (socket) =>
      whenReady(socket, isTls, () =>
        resolve({
          detail: isTls
            ? describeTls(socket as TLSSocket, wayOf(proxy, tunnel))
            : "Plain http, which stays on this machine.",
        }),
      ),
    );
  });
  return within(limitMs, connected, { code: "ETIMEDOUT" }).finally(() => request.destroy());
};

/** Opens a connection as calls do, checks the certificate, and closes it. No request is sent. */
export const connect = async (origin: URL, limitMs: number, tunnel?: Tunnel): Promise<Reach> => {
  let agent: http.Agent | false;
  let proxy: URL | undefined;
  try {
    proxy = tunnel ? undefined : proxyFor(origin);
    agent = await freshAgentFor(origin, tunnel);
  } catch {
    return { code: "PROXY_ADDRESS" };
  }
  return connectBy({ agent, origin, proxy, tunnel }, limitMs);
};
