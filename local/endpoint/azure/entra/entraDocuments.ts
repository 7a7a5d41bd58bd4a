/** Failures by code: the OAuth error, the status, and the sentence that follows the code. */
const failures: Record<number, { error: string; status: number; sentence: string }> = {
  7000215: {
    error: "invalid_client",
    status: 401,
    sentence:
      "Invalid client secret provided. Ensure the secret being sent is the client secret value, not the client secret ID.",
  },
  7000222: {
    error: "invalid_client",
    status: 401,
    sentence: "The provided client secret keys for the app are expired.",
  },
  700016: {
    error: "unauthorized_client",
    status: 400,
    sentence:
      "Application was not found in the directory. The request may have been sent to the wrong tenant.",
  },
  90002: {
    error: "invalid_request",
    status: 400,
    sentence: "Tenant not found. Check that the tenant ID and the cloud are right.",
  },
  500011: {
    error: "invalid_resource",
    status: 400,
    sentence: "The resource principal named in the scope was not found in the tenant.",
  },
  65001: {
    error: "invalid_grant",
    status: 400,
    sentence: "Nobody has consented to the use of this application. Send an authorization request first.",
  },
  700027: {
    error: "invalid_client",
    status: 401,
    sentence:
      "The certificate that signed the client assertion is not registered on the application, or the signature is wrong.",
  },
  70021: {
    error: "invalid_request",
    status: 400,
    sentence: "No federated identity record of the application fits the assertion presented.",
  },
  700213: {
    error: "invalid_client",
    status: 401,
    sentence: "No federated identity record of the application fits the subject of the assertion presented.",
  },
  50076: {
    error: "interaction_required",
    status: 400,
    sentence: "Multi-factor authentication has to be used to access this resource.",
  },
  50079: {
    error: "interaction_required",
    status: 400,
    sentence: "The user has to enroll in multi-factor authentication to access this resource.",
  },
  53003: {
    error: "invalid_grant",
    status: 400,
    sentence: "Access was blocked by Conditional Access policies, which allow no token here.",
  },
  7000216: {
    error: "invalid_client",
    status: 401,
    sentence: "This grant type needs a client assertion or a client secret.",
  },
  700021: {
    error: "invalid_client",
    status: 401,
    sentence: "The application in the client assertion is not the one in client_id.",
  },
  700023: {
    error: "invalid_client",
    status: 401,
    sentence: "The audience of the client assertion is not this token endpoint.",
  },
  700024: {
    error: "invalid_client",
    status: 401,
    sentence: "The client assertion is not within its valid time range.",
  },
  50027: { error: "invalid_client", status: 401, sentence: "The client assertion is no valid JWT." },
  901002: {
    error: "invalid_request",
    status: 400,
    sentence: "The 'resource' request parameter is not supported.",
  },
  70011: { error: "invalid_scope", status: 400, sentence: "The provided value for the scope is not valid." },
  70003: { error: "unsupported_grant_type", status: 400, sentence: "The grant type is not supported." },
};

/** How the authority refuses with a code; an unknown code is a refused client. */
export const entraFailure = (code: number): { error: string; status: number; sentence: string } =>
  failures[code] ?? { error: "invalid_client", status: 401, sentence: "The request was refused." };

/** What `@azure/identity` asks for first: where tokens are given out. */
export const openIdConfiguration = (host: string, tenant: string) => ({
  token_endpoint: `${host}/${tenant}/oauth2/v2.0/token`,
  token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt", "client_secret_basic"],
  jwks_uri: `${host}/${tenant}/discovery/v2.0/keys`,
  response_types_supported: ["code", "id_token", "code id_token", "id_token token"],
  scopes_supported: ["openid", "profile", "email", "offline_access"],
  issuer: `${host}/${tenant}/v2.0`,
  authorization_endpoint: `${host}/${tenant}/oauth2/v2.0/authorize`,
  device_authorization_endpoint: `${host}/${tenant}/oauth2/v2.0/devicecode`,
  end_session_endpoint: `${host}/${tenant}/oauth2/v2.0/logout`,
  tenant_region_scope: null,
});

/** The answer to instance discovery: this host is the only one. */
export const instanceDiscovery = (host: string, tenant: string) => {
  const { host: name } = new URL(host);
  return {
    tenant_discovery_endpoint: `${host}/${tenant}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [{ preferred_network: name, preferred_cache: name, aliases: [name] }],
  };
};
