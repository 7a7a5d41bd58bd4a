import type { IncomingMessage, ServerResponse } from "node:http";
import { connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { localCertificate } from "../../server/certificate";
import { startLoopbackServer } from "../../server/loopbackServer";

/** How the proxy behaves; by default it connects to any server of this machine. */
export interface ForwardProxyOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Serve https with the local certificate: a proxy whose own address is an https one. */
  tls?: boolean;
  /** Asks for this name and password with 407. */
  credentials?: { username: string; password: string };
  /** Refuses every connection with this status. */
  refusal?: 403 | 502 | undefined;
}

/** A CONNECT request, and what became of it. */
export interface ProxiedConnection {
  /** Host and port, as they were asked for. */
  target: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** Undefined while the target has not been reached. */
  status: number | undefined;
}

/** A running forward proxy. */
export interface ForwardProxy {
  /** For HTTPS_PROXY, without name and password. */
  url: string;
  /** For HTTPS_PROXY, with the name and password that are asked for. */
  urlWithCredentials: string;
  port: number;
  /** Every CONNECT request, in the order of arrival. */
  connections: ProxiedConnection[];
  /** Refuses every connection from now on with this status; undefined ends that. */
  refuseWith(refusal: 403 | 502 | undefined): void;
  /** Stops listening and destroys every tunnel. */
  close(): Promise<void>;
}

const reasons: Readonly<Record<number, string>> = {
  200: "Connection Established",
  403: "Forbidden",
  407: "Proxy Authentication Required",
  502: "Bad Gateway",
};

const loopbackHost = /^(localhost|127(\.\d{1,3}){3})$/i;

/** Starts a proxy that tunnels TLS by CONNECT; it reaches nothing outside this machine. */
export const startForwardProxy = async (options: ForwardProxyOptions = {}): Promise<ForwardProxy> => {
  const { port = 0, tls = false, credentials } = options;
  const connections: ProxiedConnection[] = [];
  const upstreams = new Set<Socket>();
  let { refusal } = options;

  const onConnect = (request: IncomingMessage, client: Duplex, head: Buffer): void => {
    const connection = connectionOf(request);
    connections.push(connection);
    client.on("error", () => client.destroy());
    const refused = refuseCredentials(connection, credentials) ?? refusal;
    const upstream = openTunnel(connection, refused, client, head);
    if (upstream === undefined) return;
    upstreams.add(upstream);
    upstream.once("close", () => upstreams.delete(upstream));
  };

  const certificate = tls ? await localCertificate() : undefined;
  const server = await startLoopbackServer(refuseForwarding, { port, certificate, onConnect });
  const origin = tls ? `https://localhost:${server.port}` : `http://127.0.0.1:${server.port}`;
  const withCredentials = new URL(origin);
  withCredentials.username = encodeURIComponent(credentials?.username ?? "");
  withCredentials.password = encodeURIComponent(credentials?.password ?? "");
  return {
    url: origin,
    urlWithCredentials: withCredentials.href,
    port: server.port,
    connections,
    refuseWith: (next) => {
      refusal = next;
    },
    close: async () => {
      for (const upstream of upstreams) upstream.destroy();
      await server.close();
    },
  };
};

const connectionOf = ({ url: target = "", headers }: IncomingMessage): ProxiedConnection => ({
  target,
  headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  status: undefined,
});

const refuseCredentials = (
  { headers }: ProxiedConnection,
  credentials: ForwardProxyOptions["credentials"],
): number | undefined => {
  if (credentials === undefined) return undefined;
  const sent = /^Basic\s+(.*)$/i.exec(headers["proxy-authorization"] ?? "")?.[1];
  const expected = Buffer.from(`${credentials.username}:${credentials.password}`).toString("base64");
  return sent === expected ? undefined : 407;
};

/** Joins a client to its target, or tells it why not; the connection to the target, when there will be one. */
const openTunnel = (
  connection: ProxiedConnection,
  refusal: number | undefined,
  client: Duplex,
  head: Buffer,
): Socket | undefined => {
  const { target } = connection;
  const answer = (status: number) => {
    connection.status = status;
    return client.write(answerHead(status));
  };
  const refused = refusal ?? (isReachable(target) ? undefined : 502);
  if (refused !== undefined) {
    answer(refused);
    client.end();
    return undefined;
  }
  const { hostname, port } = new URL(`http://${target}`);
  const upstream = connect({ host: hostname, port: Number(port || 443) }, () => {
    answer(200);
    upstream.write(head);
    upstream.pipe(client).pipe(upstream);
  });
  upstream.once("error", () => {
    if (connection.status === undefined) answer(502);
    client.end();
  });
  upstream.once("close", () => client.end());
  client.once("close", () => upstream.destroy());
  return upstream;
};

const isReachable = (target: string): boolean =>
  URL.canParse(`http://${target}`) && loopbackHost.test(new URL(`http://${target}`).hostname);

/** The head of the answer to CONNECT. */
const answerHead = (status: number): string => {
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="local proxy"\r\n' : "";
  const end = status === 200 ? "" : "Content-Length: 0\r\nConnection: close\r\n";
  return `HTTP/1.1 ${status} ${reasons[status]}\r\n${challenge}${end}\r\n`;
};

/** Requests in plain HTTP are not passed on. */
const refuseForwarding = (_request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(501, { "content-length": "0" });
  response.end();
};
