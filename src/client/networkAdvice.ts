import type { AdviceContext } from "./adviceContext";

/** What to do when no connection could be made, or it broke. */
export const networkAdvice = ({ outcome, endpoint }: AdviceContext): string => {
  const code = outcome.type === "network" ? outcome.code : "";
  const { host } = new URL(endpoint.origin);
  const proxy = outcome.type === "network" ? outcome.proxy : undefined;
  if (code === "PROXY_ADDRESS")
    return "The environment variable HTTPS_PROXY names no address: have it corrected, or removed.";
  if (code === "PROXY_STATUS_407")
    return `The proxy ${proxy} asks for a sign-in: have its user name and password put into HTTPS_PROXY.`;
  if (proxy) {
    const status = /^PROXY_STATUS_(\d+)$/.exec(code)?.[1];
    const what = status ? `refused to connect (status ${status})` : "stands between here and the endpoint";
    return `The proxy ${proxy} of HTTPS_PROXY ${what}: check that it lets ${host} through, or take the host out by NO_PROXY.`;
  }
  if (code === "ENOTFOUND") return `No host has the name ${host}: check Endpoint for a typing error.`;
  if (code === "EAI_AGAIN")
    return `The name ${host} could not be looked up: check Endpoint for a typing error, and the network.`;
  if (code === "ECONNREFUSED") return `Nothing listens at ${host}: check Endpoint and its port.`;
  if (/TLS|CERT|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/.test(code)) {
    return `The certificate of ${host} can't be trusted: check Endpoint, or have the host present a valid certificate with its chain.`;
  }
  if (code === "ETIMEDOUT")
    return `Nothing answers at ${host}: check Endpoint, and that a firewall lets the caller through.`;
  return "Run the step again; if that goes on, check the network between here and the endpoint.";
};
