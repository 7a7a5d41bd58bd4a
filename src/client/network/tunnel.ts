import http from "node:http";
import https from "node:https";
import { checkServerIdentity, createSecureContext, rootCertificates, type SecureContext } from "node:tls";
import { Memory } from "../../text/Memory";

/** Where the platform's on-premises agent takes connections for a service, and what the service is called there. */
export interface Tunnel {
  host: string;
  port: number;
  /** The name for the certificate and the header Host, where it is another one than the endpoint's. */
  tlsName?: string;
  /** PEM of authorities that are trusted beside the public ones. */
  trustedPem?: string;
}

/** What Node's agents tell of a connection to make, as far as it is read. */
interface Connecting extends https.RequestOptions {
  servername?: string;
}

/** What connections trust. Reading all authorities takes some 30 ms, which each connection would take otherwise. */
const contexts = new Memory<SecureContext>(20);

const trusting = (pem: string): SecureContext =>
  contexts.recall(pem, () => createSecureContext({ ca: [...rootCertificates, pem] }));

/**
 * An agent whose connections lead to the tunnel's end, while requests, certificates and kept connections go by the
 * service's own name. The tunnel passes bytes on, so TLS is between here and the service.
 */
export const tunnelAgent = (tunnel: Tunnel, protocol: string, options: https.AgentOptions): http.Agent => {
  const { host, port, trustedPem } = tunnel;
  const agent =
    protocol === "https:"
      ? new https.Agent({ ...options, ...(trustedPem && { secureContext: trusting(trustedPem) }) })
      : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (asked: Connecting, callback) =>
    connect(
      {
        ...asked,
        host,
        port,
        // By itself Node would check the certificate of a service without a name for the tunnel's host.
        checkServerIdentity: (_tunnelHost: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
          checkServerIdentity(asked.servername || String(asked.host), certificate),
      } as typeof asked,
      callback,
    );
  return agent;
};

/** The header Host of a request through the tunnel; undefined where it is that of the address. */
export const tunnelHostHeader = (tunnel: Tunnel | undefined, { port }: URL): string | undefined =>
  tunnel?.tlsName && `${tunnel.tlsName}${port && `:${port}`}`;
