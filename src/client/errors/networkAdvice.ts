import type { Endpoint } from "../endpoint/endpoint";
import { namedProxy } from "../network/proxyVariables";
import { type AdviceContext, addressField } from "./adviceContext";

/** Codes of a server that does not speak TLS; OpenSSL has several. */
const noTls = /^(?:EPROTO|ERR_SSL)/;

const proxyAdvice = (code: string, proxy: string, { host, href }: URL, field: string): string => {
  const named = namedProxy(new URL(href));
  const variable = named?.variable ?? "HTTPS_PROXY";
  if (code === "PROXY_STATUS_407")
    return `The proxy ${proxy} asks for a sign-in: have its user name and password put into ${variable}.`;
  if (noTls.test(code))
    return named?.url?.protocol === "https:"
      ? `The proxy ${proxy} of ${variable} does not speak TLS itself: have its address begin with http://.`
      : `By way of the proxy ${proxy} of ${variable}, ${host} does not speak TLS: check ${field} and its port.`;
  const status = /^PROXY_STATUS_(\d+)$/.exec(code)?.[1];
  const what = status ? `refused to connect (status ${status})` : "stands between here and the endpoint";
  return `The proxy ${proxy} of ${variable} ${what}: check that it lets ${host} through, or take the host out by NO_PROXY.`;
};

const certificateCode = /TLS|CERT|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/;

/** Advice where the on-premises agent's tunnel is on the way; undefined where it makes no difference. */
const tunnelAdvice = (code: string, phase: string | undefined, endpoint: Endpoint): string | undefined => {
  const { tunnel } = endpoint;
  if (!tunnel || phase !== "connect") return undefined;
  const { hostname, host } = new URL(endpoint.origin);
  const name = tunnel.tlsName ?? hostname;
  if (/ALTNAME/.test(code))
    return `What the on-premises agent leads to shows the certificate of another host than ${name}: check the host and port that the agent leads to, and TLS Name.`;
  if (certificateCode.test(code))
    return `The certificate of ${name} is not one of a public authority's: enter its authority's certificate under Trusted Authority.`;
  if (noTls.test(code))
    return `What the on-premises agent leads to does not speak TLS: check the host and port that the agent leads to.`;
  return `The on-premises agent's tunnel at ${tunnel.host}:${tunnel.port} gives no way to ${host}: check that the agent runs, that it is chosen for the connection, and the host and port that it leads to.`;
};

/** Advice when no connection was made, or it broke. */
export const networkAdvice = ({ outcome, endpoint }: AdviceContext): string => {
  const { code, proxy, phase } =
    outcome.type === "network" ? outcome : { code: "", proxy: undefined, phase: undefined };
  const origin = new URL(endpoint.origin);
  const { host, hostname } = origin;
  const field = addressField(endpoint);
  if (code === "PROXY_ADDRESS") {
    const named = namedProxy(origin);
    return `The environment variable ${named?.variable ?? "HTTPS_PROXY"} ${named?.problem ?? "names no address: have it corrected, or removed."}`;
  }
  if (code === "HPE_HEADER_OVERFLOW")
    return `The headers of the answer are longer than the 64 kB that are read of them: look at what ${host}, or a gateway before it, adds to its answers.`;
  if (code.startsWith("HPE_"))
    return `What answers at ${host} does not speak HTTP as it is written down: check ${field} and its port, and what stands in front of the service.`;
  const byTunnel = tunnelAdvice(code, phase, endpoint);
  if (byTunnel !== undefined) return byTunnel;
  if (proxy) return proxyAdvice(code, proxy, origin, field);
  if (noTls.test(code)) return `${host} does not speak TLS: check ${field} and its port.`;
  if (code === "ENOTFOUND") return `No host has the name ${hostname}: check ${field} for a typing error.`;
  if (code === "EAI_AGAIN")
    return `The name ${hostname} could not be looked up: check ${field} for a typing error, and the network.`;
  if (code === "ECONNREFUSED") return `Nothing listens at ${host}: check ${field} and its port.`;
  if (certificateCode.test(code)) {
    return `The certificate of ${host} can't be trusted: check ${field}, or have the host present a valid certificate with its chain.`;
  }
  if (code === "ETIMEDOUT")
    return `Nothing answers at ${host}: check ${field}, and that a firewall lets the caller through.`;
  if (code === "ECONNRESET" && phase === "connect" && origin.protocol === "https:")
    return `${host} hung up before it spoke TLS: check ${field} and its port, and that a firewall lets the caller through.`;
  return "Run the step again; if that goes on, check the network between here and the endpoint.";
};
