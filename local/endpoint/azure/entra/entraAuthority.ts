import type { IncomingMessage, ServerResponse } from "node:http";
import { localCertificate } from "../../server/certificate";
import { type Clock, systemClock } from "../../server/clock";
import { entraError } from "../../server/errorShapes";
import { readBytes, startLoopbackServer } from "../../server/loopbackServer";
import { type IssuedToken, issueToken, withoutSlash } from "./accessTokens";
import type { AssertionFacts } from "./clientAssertion";
import { wellKnownResources } from "./clouds";
import { entraFailure, instanceDiscovery, openIdConfiguration } from "./entraDocuments";
import { judgeTokenRequest } from "./tokenRequest";

/** The failures that a test may ask for; one without a text of its own is answered as invalid_client. */
export type EntraFailure = `AADSTS${number}`;

/** Who may ask for a token, and how long it lasts. */
export interface EntraOptions {
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  /** PEM of each certificate that the application may prove itself with. */
  certificates?: readonly string[];
  /** Resources that the tenant knows beside Azure OpenAI and Resource Manager of every cloud. */
  resources?: readonly string[];
  tokenLifetimeSeconds?: number;
  /** Every token request fails with this code. */
  failure?: EntraFailure | undefined;
  clock?: Clock;
}

/** A request that the authority answered; the form holds what was asked for, secrets included. */
export interface EntraRequest {
  method: string;
  path: string;
  form: Record<string, string>;
  /** Present when the client proved itself with a certificate. */
  assertion?: AssertionFacts;
  status: number;
}

/** A Microsoft Entra look-alike for one tenant and one application. */
export interface EntraAuthority {
  /** For `authorityHost` of a credential; trust `certificate` first and disable instance discovery. */
  authorityHost: string;
  certificate: string;
  tenantId: string;
  clientId: string;
  clientSecret: string;
  tokensIssued: IssuedToken[];
  requests: EntraRequest[];
  /** The requests for a token, granted or not. */
  readonly tokenRequests: EntraRequest[];
  /** Makes a resource known to the tenant, so that tokens can be had for its `/.default`. */
  addResource(resource: string): void;
  /** Makes every token given out so far worthless. */
  revokeAll(): void;
  /** The next token request fails with this code. */
  failNextWith(failure: EntraFailure): void;
  /** Token requests fail with this code until it is taken back with undefined. */
  failAllWith(failure: EntraFailure | undefined): void;
  close(): Promise<void>;
}

interface EntraAnswer {
  status: number;
  body: unknown;
  assertion?: AssertionFacts | undefined;
}

const tokenPath = "/oauth2/v2.0/token";

const codeOf = (failure: EntraFailure | undefined) =>
  failure === undefined ? undefined : Number(failure.slice("AADSTS".length));

/** Starts the authority over TLS, the only way that `@azure/identity` talks. */
export const startEntraAuthority = async (options: EntraOptions = {}): Promise<EntraAuthority> => {
  const {
    tenantId = "11111111-2222-4333-8444-555555555555",
    clientId = "66666666-7777-4888-9999-000000000000",
    clientSecret = "local~client~secret~value",
    certificates = [],
    tokenLifetimeSeconds = 3600,
    clock = systemClock,
  } = options;
  const resources = new Set([...wellKnownResources, ...(options.resources ?? [])].map(withoutSlash));
  const tokensIssued: IssuedToken[] = [];
  const requests: EntraRequest[] = [];
  const failuresAhead: EntraFailure[] = [];
  let standingFailure = options.failure;
  let authorityHost = "";

  const refuse = (code: number): EntraAnswer => {
    const { error, status, sentence } = entraFailure(code);
    return { status, body: entraError(error, code, sentence, clock.nowMs()) };
  };

  const answerToken = (tenant: string, form: Record<string, string>): EntraAnswer => {
    const tenantUrl = `${authorityHost}/${tenantId}`;
    const nowMs = clock.nowMs();
    const verdict = judgeTokenRequest(form, {
      ...{ clientId, clientSecret, certificates, resources, nowMs },
      audiences: [`${tenantUrl}${tokenPath}`, `${tenantUrl}/v2.0`],
    });
    const { assertion } = verdict;
    const forced = codeOf(failuresAhead.shift() ?? standingFailure);
    const code = forced ?? (tenant === tenantId ? verdict.code : 90002);
    if (code !== undefined) return { ...refuse(code), assertion };
    const { audience } = verdict;
    const issuer = `${tenantUrl}/v2.0`;
    const lifetimeSeconds = tokenLifetimeSeconds;
    const issued = issueToken({ issuer, tenantId, clientId, audience, lifetimeSeconds, nowMs });
    tokensIssued.push(issued);
    const body = {
      token_type: "Bearer",
      expires_in: lifetimeSeconds,
      ext_expires_in: lifetimeSeconds,
      access_token: issued.token,
    };
    return { status: 200, body, assertion };
  };

  const answer = (path: string, form: Record<string, string>): EntraAnswer => {
    const [, tenant = ""] = path.split("/");
    const rest = path.slice(`/${tenant}`.length);
    if (path === "/common/discovery/instance") {
      return { status: 200, body: instanceDiscovery(authorityHost, tenantId) };
    }
    if (rest === "/v2.0/.well-known/openid-configuration") {
      return tenant === tenantId
        ? { status: 200, body: openIdConfiguration(authorityHost, tenant) }
        : refuse(90002);
    }
    return rest === tokenPath ? answerToken(tenant, form) : { status: 404, body: { error: "not_found" } };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname: path } = new URL(request.url ?? "/", "https://localhost");
    const text = (await readBytes(request)).toString();
    const form = Object.fromEntries(new URLSearchParams(text));
    const { status, body, assertion } = answer(path, form);
    const method = request.method ?? "GET";
    requests.push({ method, path, form, ...(assertion === undefined ? {} : { assertion }), status });
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  };

  const certificate = await localCertificate();
  const server = await startLoopbackServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
    { certificate },
  );
  authorityHost = `https://localhost:${server.port}`;
  return {
    authorityHost,
    certificate: certificate.certificate,
    tenantId,
    clientId,
    clientSecret,
    tokensIssued,
    requests,
    get tokenRequests() {
      return requests.filter(({ path }) => path.endsWith(tokenPath));
    },
    addResource: (resource) => void resources.add(withoutSlash(resource)),
    revokeAll: () => {
      for (const issued of tokensIssued) issued.expiresAtMs = 0;
    },
    failNextWith: (failure) => void failuresAhead.push(failure),
    failAllWith: (failure) => {
      standingFailure = failure;
    },
    close: () => server.close(),
  };
};
