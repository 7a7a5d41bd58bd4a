import type { Answer } from "../../server/answer";
import {
  type AnsweringServerOptions,
  type ArrivedRequest,
  startAnsweringServer,
} from "../../server/answeringServer";
import type { FaultQueue } from "../../server/faultQueue";
import { keepLatest } from "../../server/keepLatest";
import { type IssuedToken, withoutSlash } from "./accessTokens";
import type { AssertionFacts } from "./clientAssertion";
import { type EntraFailure, type EntraOptions, firstTokenPath, Tenant, tokenPath } from "./tenant";

/** A request that the authority answered; the form holds what was asked for, secrets included. */
export interface EntraRequest {
  method: string;
  path: string;
  form: Record<string, string>;
  /** Present when the client proved itself with a certificate. */
  assertion?: AssertionFacts;
  status: number;
}

/** Who may ask for a token, and what is kept of the requests. */
export interface EntraAuthorityOptions
  extends EntraOptions,
    Pick<AnsweringServerOptions, "exchanges" | "mostRequests"> {}

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
  /** The faults that wait; codes of its own are failures. */
  faults: FaultQueue;
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

/** Starts the authority over TLS, the only way that `@azure/identity` talks. */
export const startEntraAuthority = async (options: EntraAuthorityOptions = {}): Promise<EntraAuthority> => {
  const tenant = new Tenant(options);
  const { tenantId, clientId, clientSecret, tokensIssued, resources, failuresAhead } = tenant;
  const requests: EntraRequest[] = [];
  const answer = ({ url, recorded, bytes }: ArrivedRequest): Answer => {
    const { method, path } = recorded;
    const form = Object.fromEntries(new URLSearchParams(bytes.toString()));
    const { status, body, assertion } = tenant.answer(authorityHost, url.pathname, form);
    const request = { method, path, form, ...(assertion === undefined ? {} : { assertion }), status };
    keepLatest(requests, request, options.mostRequests);
    return { status, contentType: "application/json; charset=utf-8", body };
  };
  const server = await startAnsweringServer(answer, { ...options, tls: true });
  options.exchanges?.hide(clientSecret);
  const { url: authorityHost, certificate = "", faults, close } = server;
  return {
    ...{ authorityHost, certificate, tenantId, clientId, clientSecret },
    ...{ tokensIssued, requests, faults, close },
    get tokenRequests() {
      return requests.filter(({ path }) => path.endsWith(tokenPath) || path.endsWith(firstTokenPath));
    },
    addResource: (resource) => void resources.add(withoutSlash(resource)),
    revokeAll: () => {
      for (const issued of tokensIssued) issued.expiresAtMs = 0;
    },
    failNextWith: (failure) => void failuresAhead.push(failure),
    failAllWith: (failure) => {
      tenant.standingFailure = failure;
    },
  };
};
