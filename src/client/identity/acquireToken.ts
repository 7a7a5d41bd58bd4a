import type { Agent } from "node:http";
import type { AccessToken, ClientSecretCredentialOptions, TokenCredential } from "@azure/identity";
import { agentFor, proxyFor, proxyRefusal } from "../agents";

/** What an app proves itself with: its secret, or a certificate with its private key and its chain as PEM text. */
export type AppProof = { type: "secret"; secret: string } | { type: "certificate"; pem: string };

/** Who asks for a token, and for what. */
export interface TokenRequest {
  tenantId: string;
  clientId: string;
  proof: AppProof;
  /** Origin of the Entra authority, such as https://login.microsoftonline.com. */
  authorityHost: string;
  scope: string;
}

/** What the authority answered last; empty when it was never asked. */
export interface AuthorityAnswer {
  status?: number;
  body?: string;
  /** The system's code, when no answer came. */
  networkCode?: string;
  /** Host and port of the proxy on the way. */
  proxy?: string;
  /** Where the authority is. */
  origin?: string;
}

type PipelinePolicy = NonNullable<ClientSecretCredentialOptions["additionalPolicies"]>[number]["policy"];

const proxiedAgent = async (url: URL, noted: AuthorityAnswer): Promise<Agent> => {
  try {
    const proxy = proxyFor(url)?.host;
    if (proxy) noted.proxy = proxy;
    return await agentFor(url);
  } catch {
    noted.proxy = "HTTPS_PROXY";
    noted.networkCode = "PROXY_ADDRESS";
    throw Object.assign(new Error("HTTPS_PROXY is no address"), { code: noted.networkCode });
  }
};

/**
 * Evaluated on first use: most processes run on a key and never load the library. What the authority answers is
 * noted, because the library keeps to itself why it could not find a tenant.
 */
const createCredential = async (
  request: TokenRequest,
  noted: AuthorityAnswer,
  signal: AbortSignal,
): Promise<TokenCredential> => {
  const note: PipelinePolicy = {
    name: "noteAuthorityAnswer",
    sendRequest: async (message, next) => {
      const url = new URL(message.url);
      noted.origin = url.origin;
      message.abortSignal = signal;
      try {
        // The library would choose a proxy by rules of its own; data and tokens go the same way.
        const agent = await proxiedAgent(url, noted);
        message.agent = agent;
        const response = await next(message);
        const refusal = proxyRefusal(agent);
        if (refusal !== undefined) throw Object.assign(new Error("the proxy refused"), { code: refusal });
        noted.status = response.status;
        noted.body = response.bodyAsText ?? "";
        return response;
      } catch (error) {
        noted.networkCode = (error as NodeJS.ErrnoException).code ?? "ECONNRESET";
        // Wrapped, so that the library does not retry what a proxy or its address stands in the way of.
        throw noted.proxy ? new Error(noted.networkCode, { cause: error }) : error;
      }
    },
  };
  const { ClientSecretCredential, ClientCertificateCredential } = await import("@azure/identity");
  const options: ClientSecretCredentialOptions = {
    authorityHost: request.authorityHost,
    // The form names the authority; asking the public cloud whether it exists would break sovereign clouds.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 2 },
    additionalPolicies: [{ policy: note, position: "perRetry" }],
  };
  const { tenantId, clientId, proof } = request;
  return proof.type === "secret"
    ? new ClientSecretCredential(tenantId, clientId, proof.secret, options)
    : new ClientCertificateCredential(
        tenantId,
        clientId,
        { certificate: proof.pem },
        { ...options, sendCertificateChain: true },
      );
};

/**
 * Asks the authority for a token.
 * @param signal - closes the connection on which the answer is waited for
 * @throws the identity library's error, which `readTokenFailure` explains.
 */
export const acquireToken = async (request: TokenRequest, signal: AbortSignal): Promise<AccessToken> => {
  const authorityAnswer: AuthorityAnswer = { origin: request.authorityHost };
  try {
    // The library reads the environment's proxy by itself, and would stumble over an address that is none.
    await proxiedAgent(new URL(request.authorityHost), authorityAnswer);
    const credential = await createCredential(request, authorityAnswer, signal);
    signal.throwIfAborted();
    const token = await credential.getToken(request.scope);
    if (token) return token;
  } catch (error) {
    throw Object.assign(error as Error, { authorityAnswer });
  }
  throw Object.assign(new Error("It answered without a token."), { authorityAnswer });
};
